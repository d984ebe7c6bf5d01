-- Since when a contact is kept apart, by the officer's word; whether the station was told; who sent it to another province.
alter table contact_task add column isolated_at timestamptz;
alter table contact_task add column announced_at timestamptz;
alter table contact_task add column sent_by uuid;
update contact_task set isolated_at = case when state = 'quarantine' then changed_at end, announced_at = assigned_at;
create index contact_task_due on contact_task (due_at, person_id, case_id) where state <> 'closed';
create index contact_task_closed on contact_task (changed_at desc, person_id, case_id) where state = 'closed';
create index contact_task_new on contact_task (assigned_at) where announced_at is null;

-- Everything done with a contact, in order; notes are sealed.
create table contact_move (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  state text not null,
  previous text not null,
  at timestamptz not null,
  stored_at timestamptz not null,
  by_account uuid not null,
  sealed bytea,
  primary key (person_id, id)
);
select lachan_distribute('contact_move', 'person_id');
create index on contact_move (case_id, person_id, stored_at);

-- A link by which a contact lists the people met since; the token is known by its hash alone.
create table contact_ask (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  token_hash bytea not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  by_account uuid not null,
  primary key (person_id, id)
);
select lachan_distribute('contact_ask', 'person_id');
create index on contact_ask (token_hash);

-- Whom a contact named; who that is stands sealed until a tracer has found or made the person.
create table contact_named (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  sealed bytea not null,
  state text not null check (state in ('waiting', 'added', 'dismissed')),
  at timestamptz not null,
  by_account uuid,
  link_id uuid,
  contact_id uuid,
  decided_at timestamptz,
  decided_by uuid,
  primary key (person_id, id)
);
comment on column contact_named.by_account is 'the officer who wrote it down; null when the contact did, by the link';
select lachan_distribute('contact_named', 'person_id');
create index on contact_named (case_id, at);
create index on contact_named (id);

-- A notice to whoever was in a place with a case: how many, never who.
create table exposure_notice (
  case_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  venue_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reach text not null check (reach in ('threshold', 'all')),
  names_venue boolean not null,
  there integer not null,
  told integer not null,
  again integer not null,
  without_phone integer not null,
  at timestamptz not null,
  by_account uuid not null,
  primary key (case_id, id)
);
select lachan_distribute('exposure_notice', 'case_id');
-- Once a person and case: a keyed hash of both, so that a dump does not say who was where.
create table exposure_told (
  mark bytea primary key,
  at timestamptz not null
);
select lachan_distribute('exposure_told', 'mark');

select lachan_belt('contact_move', 'area', null);
create policy trace on contact_move to lachan_trace using (true) with check (true);
select lachan_belt('contact_ask', null, null);
create policy trace on contact_ask to lachan_trace using (true) with check (true);
select lachan_belt('contact_named', null, null);
create policy trace on contact_named to lachan_trace using (true) with check (true);
select lachan_belt('exposure_notice', 'area', null);
create policy trace on exposure_notice to lachan_trace using (true) with check (true);

grant select on contact_move to lachan_app;
grant select, insert on contact_move, exposure_notice, exposure_told to lachan_trace;
grant select, insert, update on contact_ask, contact_named to lachan_trace;

-- A tracer makes the person that a contact named.
grant insert on person, syllable to lachan_trace;
create policy made_by_trace on person for insert to lachan_trace with check (true);

-- A positive result proposes a case, wherever the case would lie.
grant select on test to lachan_trace;
create policy trace on test for select to lachan_trace using (true);
create index on test (area, result_at desc, id) where result = 'positive';
