create table work_item (
  person_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  area text collate "C" not null,
  level smallint not null,
  reasons text[] not null,
  symptoms text[] not null,
  hamlet text,
  state text not null,
  opened_at timestamptz not null,
  take_by timestamptz,
  reach_by timestamptz,
  taken_at timestamptz,
  taken_by uuid,
  reached_at timestamptz,
  next_try_at timestamptz,
  step text,
  attempts integer not null,
  escalation integer not null,
  notice_at timestamptz,
  call_requested_at timestamptz,
  transfer_to text collate "C",
  closed_at timestamptz,
  changed_at timestamptz not null,
  primary key (person_id, id)
);
comment on column work_item.level is '0 urgent, 1 risk, 2 symptom: the order of the list';
comment on column work_item.notice_at is 'when the on-duty phone, then the level above, is told next';
select lachan_distribute('work_item', 'person_id');
create unique index work_item_open on work_item (person_id) where closed_at is null;
create index work_item_list on work_item (area, level, opened_at, id) where closed_at is null;
create index work_item_wide on work_item (level, opened_at, id) where closed_at is null;
create index on work_item (id);
create index on work_item (notice_at) where closed_at is null and notice_at is not null;
create index work_item_due on work_item (area) include (taken_at, take_by, reached_at, reach_by) where closed_at is null;
create index work_item_called on work_item (coalesce(call_requested_at, 'infinity'), opened_at, id) where closed_at is null and level = 2;

-- Everything done to an item, in order; notes and findings are sealed.
create table work_event (
  person_id uuid not null,
  id uuid not null,
  work_id uuid not null,
  declaration_id uuid not null,
  area text collate "C" not null,
  kind text not null,
  code text,
  at timestamptz not null,
  stored_at timestamptz not null,
  by_account uuid,
  sealed bytea,
  primary key (person_id, id)
);
select lachan_distribute('work_event', 'person_id');
create index on work_event (person_id, at);
create index on work_event (area, stored_at);

create table transfer (
  person_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  work_id uuid not null,
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  judge_area text collate "C",
  level smallint not null,
  sealed bytea not null,
  at timestamptz not null,
  by_account uuid not null,
  state text not null check (state in ('waiting', 'accepted', 'refused', 'decided')),
  answered_at timestamptz,
  answered_by uuid,
  primary key (person_id, id)
);
select lachan_distribute('transfer', 'person_id');
create index on transfer (id);
create index on transfer (to_area, at) where state in ('waiting', 'refused');
create index on transfer (from_area, at) where state in ('waiting', 'refused');

create table test (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  sampled_at timestamptz not null,
  method text not null,
  lab text,
  result text,
  result_at timestamptz,
  result_by uuid,
  stored_at timestamptz not null,
  by_account uuid not null,
  -- What was corrected: the earlier results, who gave them, and why they were wrong.
  sealed bytea,
  primary key (person_id, id)
);
select lachan_distribute('test', 'person_id');
create index on test (id);
create index on test (area, sampled_at, id);
create index on test (area, sampled_at, id) where result is null;

select lachan_belt('work_item', 'area', 'person_id');
select lachan_belt('work_event', null, 'person_id');
create policy dealt_with on work_event to lachan_app using (exists (
  select from person_area where person_area.person_id = work_event.person_id and (until is null or until > statement_timestamp()) offset 0));
select lachan_belt('test', 'area', 'person_id');
select lachan_belt('transfer', 'from_area', null);
create policy receiver on transfer to lachan_app
  using (to_area >= current_setting('app.area_from', true) and to_area < current_setting('app.area_to', true));

grant select, insert, update on work_item, transfer, test to lachan_app;
grant select, insert on work_event to lachan_app;
-- A citizen asks for a correction.
grant insert on work_event to lachan_citizen;
grant select, update on work_item to lachan_citizen;
grant insert on work_item to lachan_ingest;
grant select (person_id, id, declaration_id, area, level, reasons, symptoms, state, opened_at, take_by, reach_by, taken_at, reached_at,
  notice_at, closed_at, changed_at) on work_item to lachan_ingest;
grant update (declaration_id, area, level, reasons, symptoms, state, take_by, reach_by, taken_at, reached_at, notice_at, changed_at)
  on work_item to lachan_ingest;
create policy made on work_item for insert to lachan_ingest with check (true);
create policy existing on work_item for select to lachan_ingest using (true);
create policy raised on work_item for update to lachan_ingest using (true) with check (true);
