create table area (
  path text collate "C" primary key,
  parent text collate "C",
  code text not null,
  level text not null,
  name text not null,
  folded text not null,
  valid_from date,
  valid_to date,
  areas_set text not null
);
create index on area (parent, path);
select lachan_reference('area');

create table area_succession (
  old_code text not null,
  new_code text not null,
  kind text not null,
  share real,
  primary key (old_code, new_code)
);
select lachan_reference('area_succession');

create table hamlet (
  area text collate "C" not null,
  id uuid not null,
  name text not null,
  sealed bytea not null,
  closed_at timestamptz,
  primary key (area, id)
);
create index on hamlet (id);
-- The names of hamlets are public; leader and phone are sealed.
grant select on hamlet to lachan_door;

create table station (
  area text collate "C" primary key,
  phone text,
  address text
);
grant select, insert, update on station to lachan_app;

create table duty (
  area text collate "C" not null,
  id uuid not null,
  sealed bytea not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  removed_at timestamptz,
  primary key (area, id)
);
create index on duty (id);
create index on duty (area, to_at) where removed_at is null;

select lachan_belt('hamlet', 'area', null);
create policy names on hamlet for select to lachan_door using (true);
select lachan_belt('duty', 'area', null);
grant select, insert, update on hamlet, duty to lachan_app;
grant select on area, area_succession, station to lachan_app, lachan_citizen, lachan_ingest, lachan_door;
