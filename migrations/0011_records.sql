-- Two records of one human: one is kept, the other points to it. The rows of both stay where they are (decision 0017).
alter table person add column merged_into uuid;
alter table person add column merged_ids uuid[];
comment on column person.merged_into is 'the kept record that stands for this one; null for nearly everybody';
comment on column person.merged_ids is 'every record that this one stands for, also those merged into a merged one';
alter table person_area add column merged_into uuid;
comment on column person_area.merged_into is 'the same as in person: a search by the old name leads to the kept record';
-- What the sweep for duplicates asks: who changed since, and who of the same commune was born in the same year.
create index on person (updated_at, id);
create index on person (area, birth_year);
grant select (merged_into, merged_ids) on person to lachan_ingest;
grant select (merged_into, merged_ids) on person to lachan_door;

create table person_merge (
  person_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  at timestamptz not null,
  by_account uuid not null,
  sealed bytea not null,
  undone_at timestamptz,
  undone_by uuid,
  undone_why bytea,
  primary key (person_id, id)
);
comment on column person_merge.person_id is 'the merged record';
comment on column person_merge.sealed is 'every column that the merge wrote, as it was before and after: what taking it back needs';
select lachan_distribute('person_merge', 'person_id');
create unique index person_merge_open on person_merge (person_id) where undone_at is null;
create index on person_merge (at) where undone_at is null;
select lachan_belt('person_merge', null, null);
create policy dealt_with on person_merge to lachan_app using (exists (
  select from person_area where person_area.person_id = person_merge.person_id and (until is null or until > statement_timestamp()) offset 0));
grant select, insert, update on person_merge to lachan_app;
-- Taking a merge back removes what it had added.
grant delete on person_area, work_item to lachan_app;
grant update, delete on kin to lachan_app;

-- Who may be one person twice. The area is the smallest that both are dealt with in: who sees both, sees the pair.
create table duplicate_pair (
  person_id uuid not null,
  other_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  score smallint not null,
  reasons text[] not null,
  state text not null check (state in ('open', 'dismissed', 'merged', 'gone')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  sealed bytea,
  primary key (person_id, other_id)
);
comment on column duplicate_pair.person_id is 'the smaller id of the two';
comment on column duplicate_pair.score is 'percent';
comment on column duplicate_pair.state is 'gone: they are not alike any more, or one of them is merged';
select lachan_distribute('duplicate_pair', 'person_id');
create index on duplicate_pair (id);
create index on duplicate_pair (other_id);
create index duplicate_pair_list on duplicate_pair (area, score desc, id) where state = 'open';
create index duplicate_pair_wide on duplicate_pair (score desc, id) where state = 'open';
select lachan_belt('duplicate_pair', null, null);
-- The nation's range, from '0' on, holds every area but '' itself: pairs of two provinces.
create policy area on duplicate_pair to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
grant select, insert, update on duplicate_pair to lachan_app;

-- How far the sweep for duplicates has come.
create table duplicate_cursor (
  name text primary key,
  at timestamptz not null,
  person_id uuid not null
);

-- What a citizen asks the station to put right in the own record.
create table correction_request (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  state text not null check (state in ('open', 'accepted', 'refused')),
  sealed bytea not null,
  at timestamptz not null,
  by_account uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  answer bytea,
  primary key (person_id, id)
);
comment on column correction_request.area is 'the station that answers';
select lachan_distribute('correction_request', 'person_id');
create index on correction_request (id);
create index correction_request_list on correction_request (area, at, id) where state = 'open';
create index correction_request_wide on correction_request (at, id) where state = 'open';
create index on correction_request (area, at desc, id desc);
select lachan_belt('correction_request', 'area', 'person_id');
grant select, update on correction_request to lachan_app;
grant select, insert on correction_request to lachan_citizen;

-- The own tests, for the citizen's copy of everything kept.
grant select on test to lachan_citizen;
