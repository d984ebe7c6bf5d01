import { newId } from '../src/core/client.ts';
import { connect } from '../src/core/db.ts';
import { drive, httpRequest } from './support/load.ts';
import { population, seeded } from './support/population.ts';
import type { Served } from './support/served.ts';
import { compareWrites, connections } from './support/writes.ts';

/** Enough that nobody visits more often than a few times: what a visitor did before is read at each visit. */
const citizens = 20_000;
const venues = 2_000;

/** Citizens who have declared check in by scanning at venues over Thanh Hóa's communes. */
const prepare = async (served: Served) => {
  const { somebody } = await population();
  const homes = served.tokens.map(() => somebody());
  const turn = { n: 0 };
  const next = (): string => {
    const at = turn.n++ % homes.length;
    const { fullName, birthYear, sex, area } = homes[at] as (typeof homes)[number];
    const path = area.slice(0, -1);
    const person = { id: newId(), fullName, birthYear, sex, relation: 'self' };
    const answers = { symptoms: [], exposures: [], places: [], conditions: [] };
    const body = { id: newId(), form: 'general', person, answers, area: path, certified: true };
    return httpRequest('POST', '/declarations', served.tokens[at] as string, body);
  };
  // The first round gives everybody an own person; of later ones each is a conflict that costs nothing more.
  while (turn.n < homes.length) await drive(served.port, { connections, seconds: 1, next });
  const database = connect(served.databaseUrl, 1);
  const places = Array.from({ length: venues }, () => ({ id: newId(), area: somebody().area }));
  await database`
    insert into venue (id, area, kind, name, code, serial, owner, state, created_at, changed_at)
    select id, area, 'restaurant', 'Quán', upper(substr(id::text, 29, 8)), 0, id, 'active', now(), now()
    from jsonb_to_recordset(${database.json(places)}) as v(id uuid, area text)`;
  await database.end();
  const random = seeded(5);
  const visits = { n: 0 };
  return () => {
    const token = served.tokens[visits.n++ % served.tokens.length] as string;
    const venue = places[Math.floor(random() ** 2 * places.length)]?.id;
    return httpRequest('POST', '/visits', token, { id: newId(), venue, in: new Date().toISOString(), method: 'self' });
  };
};

export const run = (say: (line: string) => void) => compareWrites({ table: 'visit', citizens, prepare }, say);
