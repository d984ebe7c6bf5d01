import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../src/core/client.ts';
import { type Keys, loadKeys } from '../../src/core/crypto.ts';
import { dayOf } from '../../src/core/day.ts';
import { connect, type Pool } from '../../src/core/db.ts';
import { sealPerson } from '../../src/features/people/index.ts';
import { recount } from '../../src/features/statistics/index.ts';
import { opened } from '../../src/features/verification/rules.ts';
import { population, seeded } from './population.ts';
import { type Served, startServed, type Wish } from './served.ts';

export const fullSize = Number(process.env.BENCH_SIZE ?? 1_000_000);
const chunk = 5_000;
const dayMs = 86_400_000;

const levels = ['urgent', 'risk', 'symptom'] as const;

/** One declaration with its person and, for two of three that are not clear, the item still open. Blobs as base64. */
const rowOf = (keys: Keys, { somebody }: Awaited<ReturnType<typeof population>>, random: () => number, now: number) => {
  const { area, ...who } = somebody();
  const [id, person] = [newId(), newId()];
  const dice = random();
  const level = dice < 0.005 ? 0 : dice < 0.05 ? 1 : dice < 0.15 ? 2 : undefined;
  const isOpen = level !== undefined && random() < 2 / 3;
  const at = new Date(now - Math.floor(random() * (isOpen ? 3 : 30) * dayMs));
  const hamlet = `Thôn ${1 + Math.floor(random() * 9)}`;
  const sealed = sealPerson({ keys }, { id: person, area, ...who, phone: phoneOf(random), hamlet, address: 'Ngõ 7' });
  return {
    id,
    person,
    area,
    hamlet,
    birth_year: who.birthYear,
    person_sealed: sealed.sealed.toString('base64'),
    phone: sealed.phoneHash?.toString('base64'),
    hash: sealed.bodyHash.toString('base64'),
    tokens: sealed.tokens,
    level,
    triage: level === undefined ? 'clear' : levels[level],
    symptoms: level === 0 ? ['fever', 'breathless'] : level === 2 ? ['cough'] : [],
    at,
    day: dayOf(at),
    sealed: keys.seal(`declaration ${id}`, { answers: {}, hamlet, address: 'Ngõ 7' }).toString('base64'),
    ...(isOpen && { work: newId(), ...dueOf(levels[level], at) }),
  };
};
const phoneOf = (random: () => number): string => `+849${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
const dueOf = (level: (typeof levels)[number], at: Date) => {
  const { takeBy, reachBy } = opened(level, at);
  return { take_by: takeBy, reach_by: reachBy };
};

const insert = (owner: Pool, rows: ReturnType<typeof rowOf>[]) => owner`
  with input as materialized (
    select * from jsonb_to_recordset(${owner.json(rows as never)}) as r(
      id uuid, person uuid, area text, hamlet text, birth_year smallint, person_sealed text, phone text, hash text, tokens text[],
      level smallint, triage text, symptoms text[], at timestamptz, day date, sealed text, work uuid, take_by timestamptz, reach_by timestamptz)),
  persons as (
    insert into person (id, area, hamlet, birth_year, health, sealed, phone_hash, body_hash, made_by, made_as, created_at, updated_at)
    select person, area, hamlet, birth_year, 'well', decode(person_sealed, 'base64'), decode(phone, 'base64'), decode(hash, 'base64'),
      person, 'citizen', at, at from input),
  places as (
    insert into person_area (person_id, area, reason, tokens, since) select person, area, 'declaration', tokens, at from input),
  items as (
    insert into work_item (person_id, id, declaration_id, area, level, reasons, symptoms, hamlet, state, opened_at, take_by, reach_by,
      attempts, escalation, changed_at)
    select person, work, id, area, level, '{}', symptoms, hamlet, 'new', at, take_by, reach_by, 0, 0, at from input where work is not null)
  insert into declaration (person_id, id, area, area_code, form, form_version, triage, reasons, symptoms, state, work_id, at, day, stored_at,
    by_account, on_behalf, body_hash, sealed)
  select person, id, area, split_part(area, '.', 3), 'general', '1', triage, '{}', symptoms, case when work is not null then 'new' end, work, at, day, at,
    person, false, decode(hash, 'base64'), decode(sealed, 'base64') from input`;

const fill = async (owner: Pool, keys: Keys, size: number, say: (line: string) => void): Promise<void> => {
  const [people, random, now] = [await population(3), seeded(4), Date.now()];
  await owner`set synchronous_commit = off`;
  let written: Promise<unknown> = Promise.resolve();
  for (let done = 0; done < size; done += chunk) {
    const rows = Array.from({ length: Math.min(chunk, size - done) }, () => rowOf(keys, people, random, now));
    await written;
    written = insert(owner, rows).execute();
    if (done % 100_000 === 0) say(`${done.toLocaleString()} of ${size.toLocaleString()} declarations`);
  }
  await written;
  await recount(owner);
  await owner`vacuum analyze`;
};

/**
 * A server on `size` declarations of as many people over Thanh Hóa's communes, a tenth of them open items, all blobs really
 * sealed. Filling takes some minutes a million; with BENCH_DATA set to a folder it is kept there for the next run.
 */
export const servedWith = async (
  size: number,
  officers: Wish['officers'],
  say: (line: string) => void,
): Promise<Served & { owner: Pool }> => {
  const kept = process.env.BENCH_DATA;
  const data = kept ? join(kept, String(size)) : join(tmpdir(), `lachan-bench-${process.pid}-${size}`);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const served = await startServed({ mode: 'batched', officers, data, keep: kept !== undefined });
  const owner = connect(served.databaseUrl, 1);
  const [{ count } = { count: 0 }] = await owner<{ count: number }[]>`select count(*)::int as count from declaration`;
  if (count < size) await fill(owner, await loadKeys(join(data, 'keys.json')), size - count, say);
  return {
    ...served,
    owner,
    stop: async () => {
      await owner.end();
      await served.stop();
    },
  };
};
