create table form (
  form text not null,
  version text not null,
  look_back_days integer not null,
  from_on date not null,
  definition jsonb not null,
  primary key (form, version)
);
select lachan_reference('form');

create table epidemic_area (
  id uuid primary key,
  area text collate "C" not null,
  from_on date not null,
  to_on date,
  source text not null,
  by_account uuid not null,
  at timestamptz not null,
  judged_at timestamptz
);
comment on column epidemic_area.judged_at is 'when the open declarations were re-judged with it; null = due';
select lachan_reference('epidemic_area');

create table declaration (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  area_code text not null,
  form text not null,
  form_version text not null,
  triage text not null,
  reasons text[] not null,
  symptoms text[] not null,
  state text,
  work_id uuid,
  at timestamptz not null,
  day date not null,
  stored_at timestamptz not null,
  by_account uuid not null,
  on_behalf boolean not null,
  body_hash bytea not null,
  sealed bytea not null,
  superseded_by uuid,
  result text,
  verified_at timestamptz,
  checked_at timestamptz,
  conclusion text,
  next_check_on date,
  call_requested_at timestamptz,
  primary key (person_id, id)
);
comment on column declaration.area is 'who answers for it now; area_code is the commune that was true on its day';
select lachan_distribute('declaration', 'person_id');
create index on declaration (id);
create index on declaration (area, at desc, id desc);
create index on declaration (area, triage, state, at desc, id desc) where state is not null;
create index on declaration (at desc, id desc);
create index on declaration (work_id) where work_id is not null;
create index on declaration (area, next_check_on) where next_check_on is not null;

select lachan_belt('declaration', 'area', 'person_id');
grant select, update on declaration to lachan_app, lachan_citizen;
grant insert on declaration to lachan_ingest;
grant select (person_id, id, by_account, body_hash, triage, reasons, area, day, at) on declaration to lachan_ingest;
grant update (superseded_by) on declaration to lachan_ingest;
create policy made on declaration for insert to lachan_ingest with check (true);
create policy existing on declaration for select to lachan_ingest using (true);
create policy superseded on declaration for update to lachan_ingest using (true) with check (true);

grant select on form, epidemic_area to lachan_app, lachan_citizen, lachan_ingest, lachan_door;
grant insert, update on epidemic_area to lachan_app;
