import type { Keys } from '../../src/core/crypto.ts';
import type { Pool } from '../../src/core/db.ts';
import { nameTokens } from '../../src/core/fold.ts';
import { sealPerson } from '../../src/features/people/index.ts';
import { copyIn } from './copy.ts';
import { population, seeded } from './population.ts';

type Somebody = Awaited<ReturnType<typeof population>>['somebody'];
export type Known = ReturnType<typeof knownOf>;

const id = (n: number): string => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const knownOf = (somebody: Somebody, random: () => number, n: number) => {
  const digits = (count: number): string => String(Math.floor(random() * 10 ** count)).padStart(count, '0');
  const who = somebody();
  const century = (who.birthYear < 2000 ? 0 : 2) + (who.sex === 'male' ? 0 : 1);
  const number = `038${century}${String(who.birthYear).slice(2)}${digits(6)}`;
  return { id: id(n), ...who, phone: `+849${digits(8)}`, identity: { type: 'cccd', number } as const };
};

/** The same people each time they are asked for. */
async function* people(size: number): AsyncGenerator<Known> {
  const [{ somebody }, random] = [await population(11), seeded(12)];
  for (let n = 0; n < size; n += 1) yield knownOf(somebody, random, n);
}

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const held: string[] = [];
  for await (const line of lines) {
    held.push(line);
    if (held.length === 2_000) yield held.splice(0).join('');
  }
  yield held.join('');
}

const bytes = (value: Buffer | null): string => (value === null ? '\\N' : `\\\\x${value.toString('hex')}`);
const since = '2021-06-01T00:00:00Z';

async function* personLines(keys: Keys, size: number): AsyncGenerator<string> {
  for await (const known of people(size)) {
    const row = sealPerson({ keys }, { ...known, hamlet: 'Thôn 3', address: 'Ngõ 7' });
    const hashes = [row.phoneHash, row.identityHash, row.bodyHash].map(bytes).join('\t');
    yield `${known.id}\t${row.area}\t${row.birthYear}\twell\tThôn 3\t${bytes(row.sealed)}\t${hashes}\t${known.id}\tcitizen\t${since}\t${since}\n`;
  }
}
async function* placeLines(size: number): AsyncGenerator<string> {
  for await (const known of people(size))
    yield `${known.id}\t${known.area}\tdeclaration\t{${nameTokens(known.fullName).join(',')}}\t${since}\n`;
}

/** So many people of one province, sealed and findable as the door would have left them; a minute or two a million. */
export const fillPeople = async (owner: Pool, keys: Keys, size: number): Promise<void> => {
  await owner`truncate person, person_area`;
  await copyIn(owner, {
    table: 'person',
    columns:
      '(id, area, birth_year, health, hamlet, sealed, phone_hash, identity_hash, body_hash, made_by, made_as, created_at, updated_at)',
    lines: inChunks(personLines(keys, size)),
  });
  await copyIn(owner, {
    table: 'person_area',
    columns: '(person_id, area, reason, tokens, since)',
    lines: inChunks(placeLines(size)),
  });
  await owner`insert into syllable select distinct unnest(tokens) from person_area on conflict do nothing`;
  await owner`insert into full_name select distinct on (1) hash_array_extended(tokens, 0), tokens from person_area on conflict do nothing`;
  for (const table of ['person', 'person_area', 'syllable', 'full_name']) await owner.unsafe(`vacuum analyze ${table}`);
};

/** Every so-many-th of them. */
export const someOf = async (size: number, count: number): Promise<Known[]> => {
  const chosen: Known[] = [];
  const step = Math.floor(size / count);
  const turn = { n: 0 };
  for await (const known of people(size)) {
    if (turn.n++ % step === 0) chosen.push(known);
    if (chosen.length === count) break;
  }
  return chosen;
};
