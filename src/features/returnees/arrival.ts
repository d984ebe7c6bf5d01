import { parseAreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { areaName, hamletsByName } from '../areas/index.ts';
import { accountNames, findKept, openWho, type PersonRow } from '../people/index.ts';
import { arrivalDay, type Facts, planFor } from './rules.ts';
import type { ArrivalRow } from './store.ts';

/** What is sealed of an arrival: what the rule table judged by, and where the person stays. */
export type Said = {
  facts: Facts;
  from?: string;
  vehicle?: string;
  trip?: string;
  household?: number;
  address?: string;
};
/** What the station wrote; with the reason of each correction what stood before. */
export type Confirmed = {
  note?: string;
  earlier: { state: string; at: string; by: string | null; correction: string; note?: string }[];
};

export const saidPurpose = (id: string): string => `arrival ${id}`;
export const confirmedPurpose = (id: string): string => `arrival ${id} confirmed`;

export const openSaid = ({ keys }: House, { id, sealed }: ArrivalRow): Said => keys.open(saidPurpose(id), sealed);
export const openConfirmed = ({ keys }: House, { id, confirmed }: ArrivalRow): Confirmed =>
  confirmed ? keys.open(confirmedPurpose(id), confirmed) : { earlier: [] };

/** Who reads more than whom to look for: not a hamlet team. */
export const readsHealth = (actor: Actor): boolean => isCitizen(actor) || actor.verbs.has('person.read');

const detailOf = async (
  house: House,
  row: ArrivalRow,
  said: Said,
  who: PersonRow,
  by: string | null,
  isOwn: boolean,
) => {
  const { sex } = openWho(house.keys, who);
  const from = said.from === undefined ? undefined : parseAreaPath(said.from);
  return {
    birthYear: who.birthYear,
    sex: sex ?? null,
    level: row.level,
    from: from ?? null,
    fromName: from === undefined ? null : await areaName(house, from),
    leftOn: said.facts.leftOn ?? null,
    vehicle: said.vehicle ?? null,
    trip: said.trip ?? null,
    household: said.household ?? null,
    testSlip: said.facts.testSlip ?? null,
    vaccination: said.facts.vaccination ?? null,
    plan: planFor(said.facts, arrivalDay(row.arrivedAt ?? row.expectedAt)),
    confirmedBy: isOwn ? null : by,
    note: isOwn ? null : (openConfirmed(house, row).note ?? null),
  };
};

/** Arrivals as the actor may read them; one whom the scope does not hold is left out. */
export const showArrivals = async (house: House, db: Db, actor: Actor, rows: readonly ArrivalRow[], now: Date) => {
  const persons = await findKept(db, [...new Set(rows.map(({ personId }) => personId))]);
  const isFull = readsHealth(actor);
  const names = await accountNames(
    house.database.door,
    isFull && !isCitizen(actor) ? rows.map(({ confirmedBy }) => confirmedBy) : [],
  );
  const hamlets = await hamletsByName(
    house.database.door,
    rows.map(({ area }) => area),
  );
  const shown = rows.map(async (row) => {
    const person = persons.get(row.personId);
    if (!person) return [];
    const said = openSaid(house, row);
    const { fullName, phone, address } = openWho(house.keys, person);
    const by = names.get(row.confirmedBy ?? '') ?? null;
    return [
      {
        id: row.id,
        person: { id: person.id, fullName },
        phone: phone ?? null,
        address: said.address ?? address ?? null,
        hamlet: row.hamlet && (hamlets.of(row.area, row.hamlet)?.name ?? row.hamlet),
        area: row.area as string,
        areaName: await areaName(house, row.area),
        expectedAt: row.expectedAt,
        dueAt: row.dueAt,
        state: row.state,
        overdue: row.state === 'waiting' && row.endedAt === null && row.dueAt < now,
        escalation: row.escalation,
        arrivedAt: row.arrivedAt,
        detail: isFull ? await detailOf(house, row, said, person, by, isCitizen(actor)) : null,
      },
    ];
  });
  return { items: (await Promise.all(shown)).flat(), persons: [...persons.keys()] };
};
