import type { Keys } from './crypto.ts';
import { connect, type RoleName } from './db.ts';

const group: Record<Exclude<RoleName, 'owner'>, string> = {
  app: 'lachan_app',
  export: 'lachan_app',
  citizen: 'lachan_citizen',
  ingest: 'lachan_ingest',
  door: 'lachan_door',
  trace: 'lachan_trace',
};
/**
 * Lists are planned each time, because the width of an area range decides the index; the fixed statements of ingest and door
 * look up by id, and planning them again costs more than running them.
 */
const planning: Record<keyof typeof group, string> = {
  app: 'force_custom_plan',
  export: 'force_custom_plan',
  citizen: 'force_custom_plan',
  ingest: 'force_generic_plan',
  door: 'force_generic_plan',
  trace: 'force_custom_plan',
};
/** Milliseconds a statement of a role may take. */
const timeout: Record<keyof typeof group, number> = {
  app: 20_000,
  export: 120_000,
  citizen: 10_000,
  ingest: 20_000,
  door: 10_000,
  trace: 20_000,
};

/**
 * Makes this installation's login roles, members of the group roles that the migrations grant to, and gives the URL of
 * each. Requests share the processors among themselves, so none gets several. Refuses to go on when one of them could
 * bypass row-level security.
 */
export const loginRoles = async (ownerUrl: string, keys: Keys): Promise<Record<RoleName, string>> => {
  const owner = connect(ownerUrl, 1);
  try {
    const urls: Partial<Record<RoleName, string>> = { owner: ownerUrl };
    const hasCitus = (await owner`select from pg_extension where extname = 'citus'`).length > 0;
    for (const [role, groupRole] of Object.entries(group) as [keyof typeof group, string][]) {
      const login = `lachan_${keys.installation}_${role}`;
      const password = keys.databasePassword(login);
      const [existing] =
        await owner`select rolsuper or rolbypassrls as bypasses from pg_roles where rolname = ${login}`;
      if (existing?.bypasses)
        throw new Error(`the database role ${login} bypasses row-level security; take that right away`);
      await owner.unsafe(`${existing ? 'alter' : 'create'} role ${login} login password '${password}'`);
      await owner.unsafe(`grant ${groupRole} to ${login};
        alter role ${login} set statement_timeout = ${timeout[role]};
        alter role ${login} set idle_in_transaction_session_timeout = ${role === 'export' ? 120_000 : 15_000};
        alter role ${login} set plan_cache_mode = ${planning[role]};
        alter role ${login} set max_parallel_workers_per_gather = 0`);
      // Ingest finds what it asks by key. Its plans are made once, often while a table or the partition of a new week is still
      // empty: left to choose, they would read all of it at every flush until the statistics come.
      if (role === 'ingest') await owner.unsafe(`alter role ${login} set enable_seqscan = off`);
      // Only a superuser may set what no extension has made known.
      if (hasCitus) await owner.unsafe(`alter role ${login} set "citus.propagate_set_commands" = 'local'`);
      const url = new URL(ownerUrl);
      url.username = login;
      url.password = password;
      urls[role] = url.toString();
    }
    await owner.unsafe('grant lachan_owner to current_user').catch((error) => {
      // A superuser needs no membership, and may not be made a member of itself.
      if (error.code !== '0LP01') throw error;
    });
    return urls as Record<RoleName, string>;
  } finally {
    await owner.end();
  }
};
