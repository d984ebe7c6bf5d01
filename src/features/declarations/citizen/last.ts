import { client } from '../../../core/client.ts';
import type { Member } from '../../../web/kit/citizen/device.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { areas } from '../../areas/contract.ts';
import type { people } from '../../people/contract.ts';
import type { declarations } from '../contract.ts';
import type { ConditionCode } from '../rules.ts';
import type { Draft, Last, Stay, Where } from './draft.ts';

const call = client<typeof declarations>();
const callPeople = client<typeof people>();
const callAreas = client<typeof areas>();
const keyOf = (person: string): string => `last/${person}`;

export const keepLast = async (shelf: Promise<Shelf>, draft: Draft, at: string): Promise<void> => {
  for (const person of draft.people) {
    const { stays, where, health } = draft;
    if (where) await (await shelf).set(keyOf(person), { at, where, stays, conditions: health[person]?.conditions });
  }
};

/** The home given with a new person, so that the first declaration is prefilled without a network too. */
export const keepHome = async (shelf: Promise<Shelf>, person: string, where: Where): Promise<void> =>
  (await shelf).set(keyOf(person), { where } satisfies Last);

const areaNamed = async (path: string) => {
  const trail = await callAreas('GET /areas/trail', { query: { area: path } });
  const names = trail
    .filter(({ level }) => level !== 'nation')
    .map(({ name }) => name)
    .reverse();
  return { path, name: names[0] ?? path, trail: names.slice(1).join(', ') };
};

type Places = { area?: string; from?: string; to?: string; text?: string }[];

const staysOf = (places: Places, day: string): Promise<Stay[]> =>
  Promise.all(
    places.map(async ({ area, from = day, to = day, text = '' }) => ({
      ...(area && { area: await areaNamed(area) }),
      from,
      to,
      text,
    })),
  );

const fromServer = async (member: Member): Promise<Last> => {
  const [{ items }, person] = await Promise.all([
    call('GET /declarations', { query: { person: member.id, limit: '1' } }),
    callPeople('GET /people/:id', { params: { id: member.id } }),
  ]);
  const newest = items[0];
  const where = {
    area: await areaNamed(newest?.area ?? person.area),
    hamlet: newest?.person.hamlet ?? person.hamlet ?? '',
    address: person.address ?? '',
  };
  if (!newest) return { where };
  const { answers } = await call('GET /declarations/:id', { params: { id: newest.id } });
  const { places = [], conditions = [] } = answers as { places?: Places; conditions?: ConditionCode[] };
  return { at: newest.at, where, stays: await staysOf(places, newest.at.slice(0, 10)), conditions };
};

/** From this device, else from the server; undefined when neither can say. */
export const lastOf = async (shelf: Promise<Shelf>, member: Member): Promise<Last | undefined> => {
  const kept = await (await shelf).get<Last>(keyOf(member.id));
  if (kept?.at || member.unsent) return kept;
  const found = await fromServer(member).catch(() => kept);
  if (found?.at) await (await shelf).set(keyOf(member.id), found);
  return found;
};
