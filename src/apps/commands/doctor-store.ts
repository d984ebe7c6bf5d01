import type { Pool } from '../../core/db.ts';
import { overdueJobs } from '../../core/jobs.ts';

export const serverVersion = async (owner: Pool): Promise<string> => {
  const [row] = await owner<{ version: string }[]>`select current_setting('server_version') as version`;
  return row?.version ?? '';
};

/** Login roles of this house, on this cluster, that no policy binds. */
export const bypassingRoles = async (owner: Pool): Promise<string[]> => {
  const rows = await owner<{ name: string }[]>`
    select rolname as name from pg_roles where rolname ~ '^lachan_[0-9a-f]{6}_' and (rolsuper or rolbypassrls) order by 1`;
  return rows.map(({ name }) => name);
};

export const unforcedTables = async (owner: Pool): Promise<string[]> => {
  const rows = await owner<{ name: string }[]>`
    select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and exists (select from pg_policy where polrelid = c.oid) and not (relrowsecurity and relforcerowsecurity) order by 1`;
  return rows.map(({ name }) => name);
};

export const areaCounts = async (owner: Pool): Promise<{ set: string | null; counts: Record<string, number> }> => {
  const rows = await owner<{ set: string; level: string; count: number }[]>`
    select min(areas_set) as set, level, count(*)::int as count from area where path <> '' group by level order by min(length(path))`;
  return { set: rows[0]?.set ?? null, counts: Object.fromEntries(rows.map(({ level, count }) => [level, count])) };
};

export const jobStates = async (
  owner: Pool,
  now: Date,
): Promise<{ overdue: string[]; failed: string[]; count: number }> => {
  const overdue = await overdueJobs(owner, now);
  const failed = await owner<{ name: string }[]>`select name from job_run where last_error is not null order by 1`;
  const [row] = await owner<{ count: number }[]>`select count(*)::int as count from job_run`;
  return { overdue: overdue.map(({ name }) => name), failed: failed.map(({ name }) => name), count: row?.count ?? 0 };
};

export const auditTail = async (owner: Pool): Promise<{ last: number; unsealed: number }> => {
  const [row] = await owner<{ last: number; unsealed: number }[]>`
    select coalesce((select max(seq) from audit_entry), 0)::int as last,
      (select count(*)::int from (select from audit_inbox limit 100000) as first) as unsealed`;
  return row ?? { last: 0, unsealed: 0 };
};

export const hasAuditEntry = async (owner: Pool, seq: number, mac: string): Promise<boolean> => {
  const [row] = await owner`select from audit_entry where seq = ${seq} and mac = ${Buffer.from(mac, 'hex')}`;
  return row !== undefined;
};
