import { client } from '../../../core/client.ts';
import type { Member } from '../../../web/kit/citizen/device.ts';
import type { areas } from '../../areas/contract.ts';
import type { people } from '../../people/contract.ts';
import type { declarations } from '../contract.ts';
import type { ConditionCode } from '../rules.ts';
import type { Last, Stay } from './draft.ts';

// Loaded when it is asked for: a device that was declared on knows by itself.

const call = client<typeof declarations>();
const callPeople = client<typeof people>();
const callAreas = client<typeof areas>();

export const areaNamed = async (path: string) => {
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

/** What was said last, as the server has it. */
export const lastServed = async (member: Member): Promise<Last> => {
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
