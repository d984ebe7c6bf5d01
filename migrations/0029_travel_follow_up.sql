-- Whoever declares a return or an entry again is awaited once: the later declaration stands in place of what still waits.
alter table arrival add column superseded_by uuid;
comment on column arrival.ended_at is 'a death ends what is owed, and so does a later declaration';
comment on column arrival.superseded_by is 'the later declaration of a return, which is the one awaited';
grant select (person_id, id, state, ended_at) on arrival to lachan_ingest;
grant update (ended_at, notice_at, superseded_by) on arrival to lachan_ingest;
create policy existing on arrival for select to lachan_ingest using (true);
create policy superseded on arrival for update to lachan_ingest using (true) with check (true);

alter table entry add column superseded_by uuid;
comment on column entry.superseded_by is 'the later declaration of an entry, which is the one awaited';
grant select (person_id, id, state, declared_at, superseded_by) on entry to lachan_ingest;
grant update (superseded_by) on entry to lachan_ingest;
create policy existing on entry for select to lachan_ingest using (true);
create policy superseded on entry for update to lachan_ingest using (true) with check (true);

-- A post that gave up waiting says afterwards what it had shown.
grant update (shown) on pass_check to lachan_app;

-- A domestic declaration is seen at both ends of the journey, with or without a pass.
create table journey (
  person_id uuid not null,
  id uuid not null,
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  vehicle text not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  level text not null,
  declared_at timestamptz not null,
  sealed bytea not null,
  pass_id uuid,
  primary key (person_id, id)
);
comment on column journey.id is 'that of the declaration';
comment on column journey.sealed is 'trip or number plate, seat, gates';
comment on column journey.pass_id is 'the first pass that was made of it; from then on the pass is what is listed';
select lachan_distribute('journey', 'person_id');
create index on journey (to_area, valid_from desc, id desc) where pass_id is null;
create index on journey (from_area, valid_from desc, id desc) where pass_id is null;
create index on journey (valid_from desc, id desc) where pass_id is null;
select lachan_belt('journey', 'from_area', 'person_id');
create policy destination on journey to lachan_app
  using (to_area >= current_setting('app.area_from', true) and to_area < current_setting('app.area_to', true));
grant select, update on journey to lachan_app, lachan_citizen;
grant insert on journey to lachan_ingest;
create policy made on journey for insert to lachan_ingest with check (true);
