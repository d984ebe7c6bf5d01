import type { Handlers } from '../../core/api.ts';
import { isWithin } from '../../core/area.ts';
import { uuidFrom } from '../../core/crypto.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName } from '../areas/index.ts';
import type { FollowsDeclaration } from '../declarations/index.ts';
import { accountNames, everywhere, findBriefs, mustBePast, type PersonBrief, placeUntil } from '../people/index.ts';
import { awaitResult, type MovesWithTransfer } from '../verification/index.ts';
import type { documents, travel } from './contract.ts';
import { tellDestination } from './entry-notices.ts';
import * as store from './entry-store.ts';
import { findGates } from './gate-store.ts';
import { gateNamer, mustFindGate } from './gates.ts';
import { placeTravellers } from './journey-store.ts';
import { readPresented } from './presented.ts';
import { readGate, seenAtGateUntil } from './rules.ts';

const purpose = (id: string): string => `entry ${id}`;
const confirmedPurpose = (id: string): string => `entry ${id} confirmed`;

type Finding = {
  temperature?: number;
  documents: (typeof documents)[number][];
  note?: string;
};
/** What stands now, and with the reason of each correction what stood before. */
type Confirmed = Finding & {
  earlier: { state: string; at: string; by: string | null; correction: string; finding: Finding }[];
};

const show = async (
  house: House,
  row: store.EntryRow,
  {
    person,
    gate,
    by,
    isTraveller,
  }: {
    person: PersonBrief;
    gate: Awaited<ReturnType<typeof gateNamer>>;
    by: string | null;
    isTraveller: boolean;
  },
) => {
  const { answers } = house.keys.open<{ answers: Record<string, unknown> }>(purpose(row.id), row.sealed);
  const confirmed = row.confirmed && house.keys.open<Confirmed>(confirmedPurpose(row.id), row.confirmed);
  return {
    id: row.id,
    person,
    gate: gate(row.gateId ?? row.gateName),
    area: row.area as string,
    areaName: await areaName(house, row.area),
    declaredAt: row.declaredAt,
    level: row.level,
    symptoms: row.symptoms,
    answers,
    state: row.state,
    confirmation:
      row.confirmedAt && confirmed
        ? {
            at: row.confirmedAt,
            by: isTraveller ? null : by,
            temperature: confirmed.temperature ?? null,
            documents: confirmed.documents,
            note: isTraveller ? null : (confirmed.note ?? null),
          }
        : null,
  };
};

const showAll = async (house: House, db: Db, actor: Actor, rows: readonly store.EntryRow[]) => {
  const [persons, gate, names] = [
    await findBriefs(
      house,
      db,
      rows.map(({ personId }) => personId),
    ),
    await gateNamer(
      db,
      rows.map(({ gateId }) => gateId),
    ),
    await accountNames(house.database.door, isCitizen(actor) ? [] : rows.map(({ confirmedBy }) => confirmedBy)),
  ];
  const shown = rows.map(async (row) => {
    const person = persons.get(row.personId);
    const by = names.get(row.confirmedBy ?? '') ?? null;
    return person ? [await show(house, row, { person, gate, by, isTraveller: isCitizen(actor) })] : [];
  });
  return { items: (await Promise.all(shown)).flat(), persons: [...persons.keys()] };
};

export const entriesApi = (house: House) => {
  /** Who stands before the officer, by the code in hand; to be asked within the whole country. */
  const holderOf = async (db: Db, code: string | undefined): Promise<string | undefined> => {
    const presented = code === undefined ? undefined : await readPresented(house, db, code);
    return presented?.kind === 'person' ? presented.personId : undefined;
  };

  return {
    'GET /entries': async ({ query, actor, db, now, saw }) => {
      const { limit, after, code, area, ...filter } = query;
      if (area !== undefined) mustBeAble(actor, 'entry.read', area);
      const find = async () => {
        const person = code === undefined || isCitizen(actor) ? undefined : await holderOf(db, code);
        if (code !== undefined && !isCitizen(actor) && !person) return { rows: [], shown: { items: [], persons: [] } };
        // Whoever shows the own code at a gate is seen there, wherever the declaration said the entry would be.
        const isEverywhere = isCitizen(actor) || person !== undefined || filter.gate !== undefined;
        const within = isEverywhere ? area : (area ?? actor.area);
        const rows = await store.listEntries(db, { ...filter, area: within, person }, positionOf(after), limit + 1);
        return { rows, shown: await showAll(house, db, actor, rows.slice(0, limit)) };
      };
      const isShown = code !== undefined && !isCitizen(actor);
      const { rows, shown } = await (isShown ? everywhere(db, actor, find) : find());
      saw(shown.persons);
      const last = rows[Math.min(limit, rows.length) - 1];
      const next = rows.length > limit && last ? cursorOf({ at: last.declaredAt, id: last.id }) : null;
      const isCounted = after === undefined && !isCitizen(actor) && !isShown;
      return {
        items: shown.items,
        next,
        quarantine: isCounted ? await store.countQuarantined(db, area ?? actor.area, addDays(dayOf(now), -14)) : null,
      };
    },

    'POST /entries/:id/confirmation': async ({ params, body, actor, db, now, saw }) => {
      mustBePast(body.at, now);
      const gate = await mustFindGate(db, body.gate);
      mustBeAble(actor, 'entry.confirm', gate.area);
      const { items, persons } = await everywhere(db, actor, async () => {
        const row = (await store.findEntry(db, params.id)) ?? fail('record.missing');
        const isNear = [row.area, row.gateArea].some((area) => area !== null && isWithin(area, actor.area));
        if (!isNear && (await holderOf(db, body.code)) !== row.personId) fail('record.missing');
        if (row.supersededBy) fail('declaration.superseded');
        if (row.state !== 'waiting' && body.correction === undefined) fail('entry.confirmed');
        const before = row.confirmed && house.keys.open<Confirmed>(confirmedPurpose(row.id), row.confirmed);
        const { temperature, documents, note, correction = '' } = body;
        const earlier = [
          ...(before?.earlier ?? []),
          ...(before && row.confirmedAt
            ? [
                {
                  state: row.state,
                  at: row.confirmedAt.toISOString(),
                  by: row.confirmedBy,
                  correction,
                  finding: { ...before, earlier: undefined },
                },
              ]
            : []),
        ];
        const change: store.Confirmation = {
          gateId: gate.id,
          gateArea: gate.area === '' ? null : gate.area,
          gateName: null,
          state: body.outcome,
          confirmedAt: body.at ?? now,
          confirmedBy: actor.account,
          confirmed: house.keys.seal(confirmedPurpose(row.id), {
            temperature,
            documents,
            note,
            earlier,
          } satisfies Confirmed),
        };
        await store.saveEntry(db, row, change);
        const turn = { area: row.area, gate: gate.name, before: row.state, after: change.state };
        await tellDestination(house, db, turn, now);
        if (change.state === 'sample' || (change.state === 'quarantine' && body.sampled)) {
          const { id, personId: person, area } = row;
          const sample = { id: uuidFrom('entry sample', id), person, area, at: body.at ?? now };
          await awaitResult(db, { ...sample, account: actor.account, now });
        }
        if (gate.area !== '') {
          await placeUntil(db, {
            personId: row.personId,
            area: gate.area,
            reason: 'gate',
            since: now,
            until: seenAtGateUntil(now),
          });
        }
        return showAll(house, db, actor, [{ ...row, ...change }]);
      });
      saw(persons);
      return items[0] ?? fail('record.missing');
    },
  } satisfies Partial<Handlers<typeof travel>>;
};

/**
 * An entry waits at the gate that was named, where the traveller is seen from then on; in the commune of stay the
 * declaration itself is seen.
 */
export const entriesFollow = (house: House): FollowsDeclaration => ({
  form: 'entry',
  write: async (db, declared, now) => {
    const reads = declared.map(({ answers }) => readGate(answers.gate));
    const ids = reads.flatMap((read) => (read && 'id' in read ? [read.id] : []));
    const gates = new Map(ids.length === 0 ? [] : (await findGates(db, ids)).map((gate) => [gate.id, gate]));
    const rows = declared.map(({ item, answers, level, symptoms }, at) => {
      const read = reads[at];
      const gate = read && 'id' in read ? gates.get(read.id) : undefined;
      return {
        personId: item.input.person.id,
        id: item.input.id,
        area: item.input.area,
        gateId: gate?.id ?? null,
        gateArea: gate && gate.area !== '' ? gate.area : null,
        gateName: read && 'name' in read ? read.name : null,
        level,
        symptoms: [...symptoms],
        declaredAt: item.at,
        sealed: house.keys.seal(purpose(item.input.id), { answers }),
      };
    });
    await store.insertEntries(db, rows);
    const later = declared.map(({ item, persons }) => ({ id: item.input.id, persons, at: item.at }));
    await store.supersedeEntries(db, later);
    const until = seenAtGateUntil(now);
    const places = rows.flatMap(({ personId, gateArea }) => (gateArea ? [{ personId, area: gateArea, until }] : []));
    if (places.length > 0) await placeTravellers(db, places, { reason: 'gate', since: now });
  },
});

/** The commune that a declaration is handed to is where its entry is seen; the gate stays. */
export const entriesMove: MovesWithTransfer = async (db, moved) => {
  await store.moveEntries(db, moved);
};
