import { newId } from '../src/core/client.ts';
import { httpRequest } from './support/load.ts';
import { answersFor, population, seeded } from './support/population.ts';
import type { Served } from './support/served.ts';
import { compareWrites } from './support/writes.ts';

const citizens = 4_000;
/** People a citizen declares for: the holder and some family. */
const household = 3;

/** Declarations of citizens for their households over Thanh Hóa's communes. */
const prepare = async (served: Served) => {
  const { somebody } = await population();
  const random = seeded(2);
  const homes = served.tokens.map((token) => ({ token, area: somebody().area, persons: [] as string[] }));
  const turn = { next: 0 };
  return (): string => {
    turn.next = (turn.next + 1) % homes.length;
    const { token, area, persons } = homes[turn.next] as (typeof homes)[number];
    const isNew = persons.length < household;
    const person = isNew ? newId() : (persons[Math.floor(random() * household)] as string);
    if (isNew) persons.push(person);
    const { fullName, birthYear, sex } = somebody();
    const body = {
      id: newId(),
      form: 'general',
      person: isNew ? { id: person, fullName, birthYear, sex } : { id: person },
      answers: answersFor(random),
      area: area.slice(0, -1),
      address: 'thôn 3',
      certified: true,
    };
    return httpRequest('POST', '/declarations', token, body);
  };
};

export const run = (say: (line: string) => void) =>
  compareWrites({ table: 'declaration', wish: { citizens }, prepare }, say);
