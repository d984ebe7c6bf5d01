import { type AreaPath, isWithin } from '../../core/area.ts';
import { codeBody, codeText } from '../../core/code.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { areaName } from '../areas/index.ts';
import { standing } from '../declarations/index.ts';
import type { Level } from '../declarations/rules.ts';
import { everywhere, findBriefs, findKept, idsOf, type PersonBrief } from '../people/index.ts';
import { gateNamer, type NamedGate } from './gates.ts';
import type { PassRow } from './pass-store.ts';
import { passPayload, passState, provinceNumber } from './rules.ts';

/** What is sealed of a pass: a plate or a seat leads to a person. */
export type Journey = Partial<Record<'trip' | 'seat' | 'fromGate' | 'toGate', string | undefined>>;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** Of the answers of a domestic declaration what is sealed of a journey. */
export const saidOf = ({ trip, seat, fromGate, toGate }: Readonly<Record<string, unknown>>): Journey => ({
  trip: textOf(trip),
  seat: textOf(seat),
  fromGate: textOf(fromGate),
  toGate: textOf(toGate),
});

const purpose = (id: string): string => `pass ${id}`;
export const sealJourney = ({ keys }: House, id: string, journey: Journey): Buffer => keys.seal(purpose(id), journey);
const openJourney = ({ keys }: House, { id, sealed }: PassRow): Journey => keys.open(purpose(id), sealed);

/** What its QR opens: signed anew each time, so that a rotated key is the one a post has. */
export const passUrl = ({ keys, publicUrl }: House, row: PassRow): string => {
  const { id, validFrom, validUntil, level, fromArea, toArea } = row;
  const [from, to] = [provinceNumber(fromArea), provinceNumber(toArea)];
  const body = codeBody('pass', keys.version, passPayload({ id, validFrom, validUntil, level, from, to }));
  return `${publicUrl()}/q/${codeText(body, keys.sign(body).signature)}`;
};

/**
 * The verdict of each pass as it stands: the most pressing of what its traveller has declared since, wherever that was. An
 * officer at the one end sees no declaration of the other, and needs only this.
 */
export const levelsNow = async (
  db: Db,
  actor: Actor,
  rows: readonly PassRow[],
  now: Date,
): Promise<(row: PassRow) => Level> => {
  const [first] = rows.map(({ declaredAt }) => declaredAt).toSorted((one, other) => one.getTime() - other.getTime());
  if (!first) return ({ level }) => level;
  const holders = rows.map(({ personId }) => personId);
  const ask = async () => {
    const persons = await findKept(db, holders);
    const idsUnder = (id: string): string[] => {
      const person = persons.get(id);
      return person ? idsOf(person) : [id];
    };
    return { idsUnder, stands: await standing(db, holders.flatMap(idsUnder), first) };
  };
  const { idsUnder, stands } = await (isCitizen(actor) ? ask() : everywhere(db, actor, ask));
  return ({ personId, declaredAt, level }) =>
    stands(idsUnder(personId), { since: declaredAt, until: now }).worst ?? level;
};

type Shown = {
  house: House;
  person: PersonBrief;
  level: Level;
  gate: (answer: unknown) => NamedGate;
  now: Date;
};

export const showPass = async (row: PassRow, { house, person, level, gate, now }: Shown) => {
  const { trip, seat, fromGate, toGate } = openJourney(house, row);
  return {
    id: row.id,
    declaration: row.declarationId,
    person,
    vehicle: row.vehicle,
    trip: trip ?? null,
    seat: seat ?? null,
    from: row.fromArea as string,
    fromName: await areaName(house, row.fromArea),
    to: row.toArea as string,
    toName: await areaName(house, row.toArea),
    fromGate: gate(fromGate),
    toGate: gate(toGate),
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    level,
    state: passState(row, now),
    revokedAt: row.revokedAt,
    revokedFor: row.revokedFor,
  };
};

/** Passes with their travellers; one whom the scope does not hold any more is left out. */
export const showPasses = async (house: House, db: Db, actor: Actor, rows: readonly PassRow[], now: Date) => {
  const journeys = rows.map((row) => openJourney(house, row));
  const [persons, gate] = [
    await findBriefs(
      house,
      db,
      rows.map(({ personId }) => personId),
    ),
    await gateNamer(
      db,
      journeys.flatMap(({ fromGate, toGate }) => [fromGate, toGate]),
    ),
  ];
  const levelOf = await levelsNow(db, actor, rows, now);
  const shown = rows.map(async (row) => {
    const person = persons.get(row.personId);
    return person ? [await showPass(row, { house, person, level: levelOf(row), gate, now })] : [];
  });
  return { items: (await Promise.all(shown)).flat(), persons: [...persons.keys()] };
};

/** Whether an officer has to do with a pass: at either end of it, or as who issued it at a gate. */
export const isOwn = ({ account, area }: Actor, { fromArea, toArea, byAccount }: PassRow): boolean =>
  [fromArea, toArea].some((end: AreaPath) => isWithin(end, area)) || byAccount === account;
