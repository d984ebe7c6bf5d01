import { newId } from '../src/core/client.ts';
import { connect } from '../src/core/db.ts';
import { drive, httpRequest } from './support/load.ts';
import { population, seeded } from './support/population.ts';
import { type Served, startServed } from './support/served.ts';
import { compareWrites, connections, measureWrites } from './support/writes.ts';

/** Enough that nobody visits more often than a few times: what a visitor did before is read at each visit. */
const citizens = 20_000;
const venues = 2_000;

/** Venues over Thanh Hóa's communes, and people who have declared: the first tokens are theirs, one each. */
const world = async (served: Served) => {
  const { somebody } = await population();
  const people = served.tokens.slice(0, citizens).map((token) => ({ token, id: newId(), ...somebody() }));
  const turn = { n: 0 };
  const next = (): string => {
    const { token, id, fullName, birthYear, sex, area } = people[turn.n++ % citizens] as (typeof people)[number];
    const person = { id, fullName, birthYear, sex, relation: 'self' };
    const answers = { symptoms: [], exposures: [], places: [], conditions: [] };
    const body = { id: newId(), form: 'general', person, answers, area: area.slice(0, -1), certified: true };
    return httpRequest('POST', '/declarations', token, body);
  };
  while (turn.n < citizens) await drive(served.port, { connections, seconds: 1, next });
  const database = connect(served.databaseUrl, 1);
  const places = Array.from({ length: venues }, () => ({ id: newId(), area: somebody().area }));
  await database`
    insert into venue (id, area, kind, name, code, serial, owner, state, created_at, changed_at)
    select id, area, 'restaurant', 'Quán', upper(substr(id::text, 29, 8)), 0, id, 'active', now(), now()
    from jsonb_to_recordset(${database.json(places)}) as v(id uuid, area text)`;
  await database.end();
  const random = seeded(5);
  const visits = { n: 0 };
  /** Who comes next, and the visit: a few venues see most. */
  return () => {
    const { token, id } = people[visits.n++ % citizens] as (typeof people)[number];
    const venue = places[Math.floor(random() ** 2 * venues)]?.id;
    return { token, person: id, visit: { id: newId(), venue, in: new Date().toISOString() } };
  };
};

/** Citizens check in by scanning. */
const prepare = async (served: Served) => {
  const come = await world(served);
  return () => {
    const { token, visit } = come();
    return httpRequest('POST', '/visits', token, { ...visit, method: 'self' });
  };
};

/** An officer's programs send lists of visits, for whoever lives in the area. */
const perList = 10;
const lists = async (say: (line: string) => void) => {
  const served = await startServed({ mode: 'batched', citizens, officers: [{ area: '38', roles: ['officer'] }] });
  const come = await world(served);
  const officer = served.tokens[citizens] as string;
  const next = () => {
    const items = Array.from({ length: perList }, () => {
      const { person, visit } = come();
      return { ...visit, visitor: { person }, method: 'on_behalf' };
    });
    return httpRequest('POST', '/visits/batch', officer, { items });
  };
  const { figures } = await measureWrites(served, 'visit', { next, rows: perList, done: 200, connections });
  say(`lists of ${perList}: ${JSON.stringify(figures)}`);
  await served.stop();
  return figures;
};

export const run = async (say: (line: string) => void) => {
  const one = await compareWrites({ table: 'visit', wish: { citizens }, prepare }, say);
  return { ...one, lists: await lists(say) };
};
