-- Group roles hold the rights; the login roles of an installation are members of them (src/core/roles.ts).
do $$ declare r text; begin
  foreach r in array array['lachan_owner', 'lachan_app', 'lachan_citizen', 'lachan_ingest', 'lachan_door'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin', r); end if;
  end loop;
end $$;

-- Spreads a table over the shards by its column where Citus is installed; else does nothing.
create function lachan_distribute(target regclass, by_column text) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_distributed_table(%L, %L)', target, by_column);
  end if;
end $$;

create function lachan_reference(target regclass) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_reference_table(%L)', target);
  end if;
end $$;

-- The third belt. An officer's connection sees rows of its area range; two bounds, because a reused connection's
-- setting is '' and '' must mean nobody. A citizen's connection sees rows of its own persons.
create function lachan_belt(target regclass, area_column text, person_column text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner on %s to lachan_owner using (true) with check (true)', target);
  if area_column is not null then
    execute format(
      'create policy area on %1$s to lachan_app
         using (%2$I >= current_setting(''app.area_from'', true) and %2$I < current_setting(''app.area_to'', true))', target, area_column);
  end if;
  if person_column is not null then
    execute format(
      'create policy person on %1$s to lachan_citizen
         using (%2$I = any (string_to_array(nullif(current_setting(''app.persons'', true), ''''), '','')::uuid[]))', target, person_column);
  end if;
end $$;

create table receipt (
  id uuid not null,
  route text not null,
  actor uuid not null,
  body_hash bytea not null,
  reply bytea not null,
  at timestamptz not null,
  primary key (id, route)
);
comment on table receipt is 'The first answer to each write, sealed: the same id and body gets it again.';
select lachan_distribute('receipt', 'id');
grant select, insert on receipt to lachan_app, lachan_citizen, lachan_door;

create table audit_inbox (
  id uuid primary key,
  at timestamptz not null,
  account uuid,
  area text collate "C",
  verb text not null,
  route text not null,
  outcome text not null,
  persons uuid[] not null,
  request_id text not null,
  detail jsonb
);
comment on table audit_inbox is 'Entries as committed, unchained; the sealer moves them to audit_entry within a second.';
grant insert on audit_inbox to lachan_app, lachan_citizen, lachan_ingest, lachan_door;

create table audit_entry (
  seq bigint primary key,
  id uuid not null,
  at timestamptz not null,
  account uuid,
  area text collate "C",
  verb text not null,
  route text not null,
  outcome text not null,
  persons uuid[] not null,
  request_id text not null,
  detail jsonb,
  mac bytea not null
);
create index on audit_entry using gin (persons);

create table message (
  id uuid primary key,
  to_hash bytea not null,
  channel text not null,
  purpose text not null,
  sealed bytea not null,
  at timestamptz not null,
  expires_at timestamptz,
  next_try_at timestamptz,
  tries integer not null,
  sent_at timestamptz,
  failed text
);
create index on message (next_try_at) where next_try_at is not null;
create index on message (to_hash, at desc);
grant insert on message to lachan_app, lachan_citizen, lachan_ingest, lachan_door;

create table budget (
  key text not null,
  window_start timestamptz not null,
  spent integer not null,
  primary key (key, window_start)
);
grant select, insert, update on budget to lachan_door, lachan_app;

create table job_run (
  name text primary key,
  every_seconds integer not null,
  lease_until timestamptz,
  last_ok_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  detail jsonb
);
grant select on job_run to lachan_door, lachan_app;
