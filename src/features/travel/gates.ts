import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustFindArea } from '../areas/index.ts';
import type { travel } from './contract.ts';
import { readGates } from './gate-import.ts';
import * as store from './gate-store.ts';
import { readGate, spellingOf } from './rules.ts';

const show = ({ id, name, kind, area, closedAt }: store.GateRow) => ({
  id,
  name,
  kind,
  area: area as string,
  closedAt,
});

/** As a Vietnamese reader looks names up; the database sorts đ behind z. */
const order = new Intl.Collator('vi', { numeric: true });

/** The gate where officers stand. One that has closed since was one when they did their work offline. */
export const mustFindGate = async (db: Db | Pool, id: string): Promise<store.GateRow> =>
  (await store.findGates(db, [id]))[0] ?? fail('gate.unknown', [{ path: 'gate', code: 'gate.unknown' }]);

export type NamedGate = { id: string | null; name: string } | null;

/** Gates as people named them, each with the name of the list where it is one of it. */
export const gateNamer = async (
  db: Db | Pool,
  answers: readonly unknown[],
): Promise<(answer: unknown) => NamedGate> => {
  const ids = answers.flatMap((answer) => {
    const read = readGate(answer);
    return read && 'id' in read ? [read.id] : [];
  });
  const names = new Map(ids.length === 0 ? [] : (await store.findGates(db, ids)).map(({ id, name }) => [id, name]));
  return (answer) => {
    const read = readGate(answer);
    if (!read) return null;
    if ('name' in read) return { id: null, name: read.name };
    const name = names.get(read.id);
    return name === undefined ? null : { id: read.id, name };
  };
};

/** Whose province is not known yet belongs to the nation. */
const mustWrite = (actor: Actor, area: AreaPath): void => mustBeAble(actor, 'gate.write', area);

export const gatesApi = (house: House) =>
  ({
    'GET /gates': async ({ query }) =>
      (await store.listGates(house.database.door, query))
        .toSorted((one, other) => order.compare(one.name, other.name))
        .map(show),

    'POST /gates': async ({ body, actor, db, now }) => {
      mustWrite(actor, body.area);
      await mustFindArea(house, body.area);
      const { id, name, kind, area } = body;
      const row = {
        id,
        name,
        spelling: spellingOf(name),
        kind,
        area,
        closedAt: null,
        byAccount: actor.account,
        at: now,
      };
      await store.insertGate(db, row);
      return show(row);
    },

    'POST /gates/:id/changes': async ({ params, body, actor, db, now }) => {
      const before = (await store.lockGate(db, params.id)) ?? fail('record.missing');
      // Whoever takes a gate of unknown province says that it lies in the own area.
      if (before.area !== '' || body.area === undefined) mustWrite(actor, before.area);
      const { name = before.name, kind = before.kind, area = before.area } = body;
      mustWrite(actor, area);
      await mustFindArea(house, area);
      const closedAt = body.closed === undefined ? before.closedAt : body.closed ? (before.closedAt ?? now) : null;
      const row = { ...before, name, spelling: spellingOf(name), kind, area, closedAt };
      await store.saveGate(db, row);
      return show(row);
    },

    'POST /gates/import': async ({ query, body, actor, now, settle }) => {
      const { id, mode, kind, area = actor.area } = query;
      mustWrite(actor, area);
      const { rows, gates, rejected } = await readGates(house, body, { area, kind, within: actor.area, now });
      return settle(async ({ db, note }) => {
        const known = new Set((await store.listGates(db, {})).map(keyOf));
        const added =
          mode === 'check'
            ? gates.filter((gate) => !known.has(keyOf(gate))).length
            : await store.addGates(
                db,
                gates.map((gate) => ({ ...gate, byAccount: actor.account })),
              );
        note({ mode, rows, added });
        return { rows, accepted: gates.length, added, rejected, receipt: mode === 'apply' ? id : null };
      });
    },
  }) satisfies Partial<Handlers<typeof travel>>;

const keyOf = ({ spelling, kind, area }: Pick<store.GateRow, 'spelling' | 'kind' | 'area'>): string =>
  `${spelling}|${kind}|${area}`;

/** The operator's import: bound to no area. */
export const importGates = async (house: House, file: Buffer, area: AreaPath, isApplied: boolean) => {
  const { owner } = house.database.pools;
  const read = await readGates(house, file, { area, within: '' as AreaPath, now: house.clock.now() });
  const known = new Set((await store.listGates(owner, {})).map(keyOf));
  const added = isApplied
    ? await store.addGates(owner, read.gates)
    : read.gates.filter((gate) => !known.has(keyOf(gate))).length;
  return { rows: read.rows, accepted: read.gates.length, added, rejected: read.rejected };
};
