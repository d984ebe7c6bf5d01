import type { Pool } from './db.ts';

/**
 * Our own listing of the schema from the catalog, for `schema.sql` (the embedded server brings no pg_dump): tables with
 * columns, keys, indexes, policies and rights, and our functions. Equal schemas give equal text on every PostgreSQL.
 */
export const listSchema = async (db: Pool): Promise<string> => {
  const tables = await db<{ name: string; secured: boolean; forced: boolean; comment: string | null }[]>`
    select relname as name, relrowsecurity as secured, relforcerowsecurity as forced, obj_description(oid) as comment
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname collate "C"`;
  const columns = await db<{ name: string; line: string }[]>`
    select c.relname as name, format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when l.collname = 'C' then ' collate "C"' else '' end, case when a.attnotnull then ' not null' else '' end,
      ' default ' || pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
    order by a.attnum`;
  const constraints = await db<{ name: string; line: string }[]>`
    select conrelid::regclass::text as name, pg_get_constraintdef(oid) as line
    from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by contype desc, conname collate "C"`;
  const indexes = await db<{ name: string; line: string }[]>`
    select tablename as name, indexdef as line from pg_indexes
    where schemaname = 'public' and not exists (select from pg_constraint where conname = indexname) order by indexname collate "C"`;
  const policies = await db<{ name: string; line: string }[]>`
    select tablename as name, format('policy %s for %s to %s%s%s', policyname, lower(cmd), array_to_string(roles, ', '),
      coalesce(' using ' || qual, ''), coalesce(' check ' || with_check, '')) as line
    from pg_policies where schemaname = 'public' order by policyname collate "C"`;
  const rights = await db<{ name: string; line: string }[]>`
    select table_name as name, format('grant %s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type), grantee) as line
    from information_schema.role_table_grants where table_schema = 'public' and grantee like 'lachan\_%' and grantee <> 'lachan_owner'
    group by table_name, grantee order by grantee`;
  const columnRights = await db<{ name: string; line: string }[]>`
    select g.table_name as name, format('grant %s (%s) to %s', lower(g.privilege_type), string_agg(g.column_name, ', ' order by g.column_name), g.grantee) as line
    from information_schema.role_column_grants g
    where g.table_schema = 'public' and g.grantee like 'lachan\_%' and g.grantee <> 'lachan_owner'
      and not exists (select from information_schema.role_table_grants t where t.table_schema = 'public'
        and t.table_name = g.table_name and t.grantee = g.grantee and t.privilege_type = g.privilege_type)
    group by g.table_name, g.privilege_type, g.grantee order by g.grantee, g.privilege_type`;
  const functions = await db<{ line: string }[]>`
    select pg_get_functiondef(oid) as line from pg_proc where pronamespace = 'public'::regnamespace order by proname collate "C"`;
  const of = (rows: { name: string; line: string }[], name: string) =>
    rows.filter((row) => row.name === name).map(({ line }) => line);
  const text = tables.map(({ name, secured, forced, comment }) => {
    const body = [...of(columns, name), ...of(constraints, name)].map((line) => `  ${line}`).join(',\n');
    const lines = [
      `table ${name} (\n${body}\n)`,
      ...(comment ? [`comment ${comment}`] : []),
      ...of(indexes, name),
      ...(secured ? [`row level security${forced ? ', forced' : ''}`] : []),
      ...of(policies, name),
      ...of(rights, name),
      ...of(columnRights, name),
    ];
    return `${lines.join(';\n')};\n`;
  });
  return [...text, ...functions.map(({ line }) => `${line.trimEnd()};\n`)].join('\n');
};
