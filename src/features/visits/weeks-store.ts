import type { Pool } from '../../core/db.ts';

const checked = (name: string): string => {
  if (!/^visit_\d{8}$/.test(name)) throw new Error(`${name} is no week of visits`);
  return name;
};

/** Two servers may want the same week: the lock lets one make it. */
export const makeWeek = (owner: Pool, name: string, from: Date, to: Date) =>
  owner.begin(async (db) => {
    await db`select pg_advisory_xact_lock(7102023)`;
    await db.unsafe(
      `create table if not exists ${checked(name)} partition of visit for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
    );
  });

export const weeks = async (owner: Pool): Promise<string[]> =>
  (
    await owner<{ name: string }[]>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'visit'::regclass order by 1`
  ).map(({ name }) => name);

export const dropWeek = (owner: Pool, name: string) => owner.unsafe(`drop table if exists ${checked(name)}`);
