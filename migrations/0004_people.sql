create table person (
  id uuid primary key,
  area text collate "C" not null,
  birth_year smallint,
  health text not null,
  died_on date,
  hamlet text,
  sealed bytea not null,
  phone_hash bytea,
  identity_hash bytea,
  body_hash bytea not null,
  made_by uuid not null,
  made_as text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
select lachan_distribute('person', 'id');
create index on person (phone_hash) where phone_hash is not null;
create index on person (identity_hash) where identity_hash is not null;

-- Where a person is dealt with, with the folded syllables of the name: someone from elsewhere is found and seen there.
create table person_area (
  person_id uuid not null,
  area text collate "C" not null,
  reason text not null,
  tokens text[] not null,
  since timestamptz not null,
  until timestamptz,
  primary key (person_id, area)
);
select lachan_distribute('person_area', 'person_id');
create index on person_area (area, person_id);
create index on person_area using gin (tokens);
-- Rare and common syllables must be told apart, or a search walks the province (2 M rows: 1.2 s against 5 ms).
alter table person_area alter column tokens set statistics 1000;

create table syllable (word text primary key);
select lachan_reference('syllable');
comment on table syllable is 'The dictionary that typed syllables are corrected against.';

-- Persons an account may act for.
create table kin (
  person_id uuid not null,
  account_id uuid not null,
  relation text not null check (relation in ('self', 'family')),
  state text not null check (state in ('own', 'pending', 'accepted', 'refused')),
  at timestamptz not null,
  primary key (person_id, account_id)
);
select lachan_distribute('kin', 'person_id');
create index on kin (account_id);

create table health_change (
  person_id uuid not null,
  id uuid not null,
  status text not null,
  previous text not null,
  source text not null,
  sealed bytea,
  at timestamptz not null,
  stored_at timestamptz not null,
  by_account uuid,
  primary key (person_id, id)
);
select lachan_distribute('health_change', 'person_id');

select lachan_belt('person_area', 'area', 'person_id');
select lachan_belt('person', null, 'id');
-- `offset 0` keeps this a look-up for each row read; without it the planner hashes everybody of the commune for one page.
create policy dealt_with on person to lachan_app using (exists (
  select from person_area where person_area.person_id = person.id and (until is null or until > statement_timestamp()) offset 0));
create policy made_by_app on person for insert to lachan_app with check (true);
select lachan_belt('health_change', null, 'person_id');
create policy dealt_with on health_change to lachan_app using (exists (
  select from person_area where person_area.person_id = health_change.person_id and (until is null or until > statement_timestamp()) offset 0));

grant select, insert, update on person, person_area to lachan_app, lachan_citizen;
grant select, insert on health_change to lachan_app;
grant select on health_change to lachan_citizen;
grant select, insert on syllable to lachan_app, lachan_citizen, lachan_ingest;
grant select, insert, update on kin to lachan_citizen;
grant select, insert on kin to lachan_app;
grant select, insert, update on kin to lachan_door;

grant insert on person, person_area, kin to lachan_ingest;
grant select (id, area, birth_year, died_on, hamlet, body_hash) on person to lachan_ingest;
grant select (person_id, area, tokens) on person_area to lachan_ingest;
grant select (person_id, account_id, relation, state) on kin to lachan_ingest;
create policy made_by_ingest on person for insert to lachan_ingest with check (true);
create policy existing on person for select to lachan_ingest using (true);
create policy made on person_area for insert to lachan_ingest with check (true);
create policy existing on person_area for select to lachan_ingest using (true);

-- An account is shown the persons recorded with its own phone, before it may act for them.
grant select (id, phone_hash, sealed, made_by, made_as, birth_year, area, died_on) on person to lachan_door;
create policy offered on person for select to lachan_door
  using (phone_hash = decode(nullif(current_setting('app.phone_hash', true), ''), 'hex'));
