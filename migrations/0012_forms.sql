-- Gates are data: border gates, airports, ports, stations, checkpoints. An area of '' is one whose province is not known.
create table gate (
  id uuid primary key,
  name text not null,
  spelling text not null,
  kind text not null check (kind in ('border', 'airport', 'port', 'rail', 'checkpoint')),
  area text collate "C" not null,
  closed_at timestamptz,
  by_account uuid,
  at timestamptz not null
);
comment on column gate.spelling is 'the name in small letters: marks stay, Năm Căn is another gate than Nậm Cắn';
create unique index gate_open on gate (spelling, kind, area) where closed_at is null;
select lachan_reference('gate');
alter table gate enable row level security;
alter table gate force row level security;
create policy owner on gate to lachan_owner using (true) with check (true);
create policy listed on gate for select to lachan_app, lachan_citizen, lachan_ingest, lachan_door using (true);
create policy made on gate for insert to lachan_app
  with check (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
-- A gate whose province was not known may be taken into the own area.
create policy changed on gate for update to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) <> '')
  with check (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
grant select on gate to lachan_app, lachan_citizen, lachan_ingest, lachan_door;
grant insert, update on gate to lachan_app;

-- The right to travel on a domestic declaration for a while; its QR holds no personal data.
create table pass (
  person_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  vehicle text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  level text not null,
  declared_at timestamptz not null,
  sealed bytea not null,
  at timestamptz not null,
  by_account uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revoked_for text check (revoked_for in ('officer', 'traveller', 'death')),
  revocation bytea,
  primary key (person_id, id)
);
comment on column pass.sealed is 'trip or number plate, seat, gates; revocation is the reason in words, sealed';
select lachan_distribute('pass', 'person_id');
create unique index pass_of_declaration on pass (person_id, declaration_id) where revoked_at is null;
create index on pass (id);
create index on pass (to_area, valid_from desc, id desc);
create index on pass (from_area, valid_from desc, id desc);
create index on pass (valid_from desc, id desc);
create index on pass (revoked_at, id) where revoked_at is not null;
select lachan_belt('pass', 'from_area', 'person_id');
create policy destination on pass to lachan_app
  using (to_area >= current_setting('app.area_from', true) and to_area < current_setting('app.area_to', true));
grant select, insert, update on pass to lachan_app, lachan_citizen;

-- Every look at a code at a checkpoint; the person only where the code was known.
create table pass_check (
  id uuid primary key,
  area text collate "C" not null,
  gate_id uuid,
  direction text check (direction in ('in', 'out')),
  person_id uuid,
  pass_id uuid,
  colour text not null,
  reason text not null,
  shown text,
  at timestamptz not null,
  stored_at timestamptz not null,
  by_account uuid not null,
  body_hash bytea not null
);
select lachan_distribute('pass_check', 'id');
create index on pass_check (area, at desc, id desc);
create index on pass_check (at desc, id desc);
create index on pass_check (gate_id, at desc, id desc) where gate_id is not null;
alter table pass_check enable row level security;
alter table pass_check force row level security;
create policy owner on pass_check to lachan_owner using (true) with check (true);
-- The nation's range, from '0' on, holds every area but '' itself.
create policy area on pass_check to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
grant select, insert on pass_check to lachan_app;

-- Somebody who enters the country: declared, then confirmed by the gate's health officer.
create table entry (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  gate_id uuid,
  gate_area text collate "C",
  gate_name text,
  level text not null,
  symptoms text[] not null,
  declared_at timestamptz not null,
  state text not null check (state in ('waiting', 'cleared', 'quarantine', 'sample', 'refused')),
  confirmed_at timestamptz,
  confirmed_by uuid,
  sealed bytea not null,
  confirmed bytea,
  primary key (person_id, id)
);
comment on column entry.id is 'that of the declaration';
comment on column entry.gate_area is 'where the gate lies that was named in the declaration or has confirmed; area is the commune of stay';
select lachan_distribute('entry', 'person_id');
create index on entry (id);
create index on entry (gate_area, declared_at desc, id desc);
create index on entry (gate_id, declared_at desc, id desc);
create index on entry (area, declared_at desc, id desc);
create index on entry (declared_at desc, id desc);
select lachan_belt('entry', 'area', 'person_id');
create policy gate on entry to lachan_app
  using (gate_area >= current_setting('app.area_from', true) and gate_area < current_setting('app.area_to', true));
grant select, update on entry to lachan_app;
grant select on entry to lachan_citizen;
grant insert on entry to lachan_ingest;
create policy made on entry for insert to lachan_ingest with check (true);

-- Somebody who comes home from an epidemic area: the station confirms the arrival, and the plan follows from the rule table.
create table arrival (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  hamlet text,
  level text not null,
  expected_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'arrived', 'absent')),
  arrived_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by uuid,
  rule text not null,
  home_until date,
  tests date[] not null,
  escalation integer not null,
  notice_at timestamptz,
  ended_at timestamptz,
  sealed bytea not null,
  confirmed bytea,
  primary key (person_id, id)
);
comment on column arrival.id is 'that of the declaration';
comment on column arrival.notice_at is 'when the level above is told next';
comment on column arrival.ended_at is 'a death ends what is owed';
select lachan_distribute('arrival', 'person_id');
create index on arrival (id);
create index arrival_waiting on arrival (area, due_at, id) where state = 'waiting' and ended_at is null;
create index arrival_wide on arrival (due_at, id) where state = 'waiting' and ended_at is null;
create index on arrival (area, due_at, id);
create index on arrival (due_at, id);
create index on arrival (notice_at) where notice_at is not null;
select lachan_belt('arrival', 'area', 'person_id');
grant select, update on arrival to lachan_app;
grant select on arrival to lachan_citizen;
grant insert on arrival to lachan_ingest;
create policy made on arrival for insert to lachan_ingest with check (true);

-- A traveller is seen for a while where the journey leads; a declaration makes such a place a lasting one.
grant select (until, reason) on person_area to lachan_ingest;
grant update (until, reason) on person_area to lachan_ingest;
create policy renewed on person_area for update to lachan_ingest using (true) with check (true);
