-- An F0: a person with a positive test. The case is the reason for opening visits.
create table confirmed_case (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  code text not null,
  national_number text,
  onset_on date,
  sampled_on date not null,
  confirmed_on date not null,
  isolated_at timestamptz,
  source_known boolean not null,
  outbreak text,
  state text not null check (state in ('open', 'closed', 'revoked')),
  outcome text,
  sealed bytea,
  at timestamptz not null,
  by_account uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (person_id, id)
);
select lachan_distribute('confirmed_case', 'person_id');
create index on confirmed_case (id);
create index on confirmed_case (area, confirmed_on desc, id desc);
create index on confirmed_case (confirmed_on desc, id desc);
create unique index confirmed_case_open on confirmed_case (person_id) where state = 'open';

-- Who met whom, as found under a case: an edge from the source to the contact. Visits give it on decision; interview,
-- household and transport give it when they are entered. It stays when the visits' keys are gone.
create table contact_link (
  person_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  case_id uuid not null,
  level smallint not null,
  kind text not null check (kind in ('visit', 'household', 'interview', 'transport', 'proximity')),
  venue_id uuid,
  from_at timestamptz not null,
  to_at timestamptz not null,
  minutes real not null,
  doubtful boolean not null,
  sealed bytea,
  at timestamptz not null,
  by_account uuid not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (person_id, id)
);
comment on column contact_link.level is 'under its case: 1 from the case itself, 2 from one of its F1';
select lachan_distribute('contact_link', 'person_id');
create index on contact_link (source_id) where withdrawn_at is null;
create index on contact_link (case_id, level);
create index on contact_link (id);

-- What a tracer decided of a person at a level of a case; the newest row counts.
create table contact_decision (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  level smallint not null,
  accepted boolean not null,
  sealed bytea,
  at timestamptz not null,
  by_account uuid not null,
  primary key (person_id, id)
);
select lachan_distribute('contact_decision', 'person_id');
create index on contact_decision (case_id, level, person_id, at desc);

-- The work on a contact, in the commune where the person lives.
create table contact_task (
  person_id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  level smallint not null,
  state text not null check (state in ('to_call', 'reached', 'quarantine', 'sampled', 'closed')),
  due_at timestamptz,
  risk real not null,
  last_contact_at timestamptz,
  assigned_at timestamptz not null,
  changed_at timestamptz not null,
  by_account uuid not null,
  sent_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  primary key (person_id, case_id)
);
comment on column contact_task.sent_at is 'when it was sent to another province, whose answer is acknowledged_at';
select lachan_distribute('contact_task', 'person_id');
create index on contact_task (area, state, due_at, person_id);
create index on contact_task (case_id, person_id);

-- The F class as it follows from accepted links and open cases; derived, never typed in.
create table classification (
  person_id uuid primary key,
  area text collate "C" not null,
  level smallint,
  first_level smallint,
  since timestamptz,
  until timestamptz,
  last_contact_at timestamptz,
  chain uuid[] not null,
  case_id uuid,
  rule text not null,
  told_level smallint,
  told_at timestamptz,
  read_at timestamptz,
  pending boolean not null,
  changed_at timestamptz not null
);
comment on column classification.chain is 'persons from the case to this one, the shortest accepted chain';
comment on column classification.pending is 'changed and not yet told: listed for an officer to confirm';
select lachan_distribute('classification', 'person_id');
create index on classification (area, changed_at desc) where pending;
create index on classification (area, level) where level is not null;

create table classification_change (
  person_id uuid not null,
  id uuid not null,
  level smallint,
  previous smallint,
  chain uuid[] not null,
  case_id uuid,
  reason text not null,
  at timestamptz not null,
  by_account uuid,
  primary key (person_id, id)
);
select lachan_distribute('classification_change', 'person_id');
create index on classification_change (case_id, at);

-- Dated places of a case, to be published without the name.
create table case_milestone (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  venue_id uuid,
  area text collate "C",
  sealed bytea not null,
  published_at timestamptz,
  public_text text,
  at timestamptz not null,
  by_account uuid not null,
  removed_at timestamptz,
  primary key (person_id, id)
);
select lachan_distribute('case_milestone', 'person_id');
create index on case_milestone (case_id);
create index on case_milestone (published_at) where published_at is not null and removed_at is null;

-- Each opening of somebody's visits: why, by whom; shown to the person.
create table visit_opening (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  reason text not null,
  at timestamptz not null,
  by_account uuid not null,
  primary key (person_id, id)
);
select lachan_distribute('visit_opening', 'person_id');

select lachan_belt('confirmed_case', 'area', null);
select lachan_belt('contact_task', 'area', null);
select lachan_belt('classification', 'area', 'person_id');
select lachan_belt('classification_change', null, 'person_id');
create policy dealt_with on classification_change to lachan_app using (exists (
  select from person_area where person_area.person_id = classification_change.person_id and (until is null or until > statement_timestamp()) offset 0));
select lachan_belt('visit_opening', 'area', 'person_id');

grant select, insert, update on confirmed_case, contact_task, classification to lachan_app;
grant select, insert on classification_change, visit_opening to lachan_app;
grant select on classification, classification_change, visit_opening to lachan_citizen;
grant update (read_at) on classification to lachan_citizen;
-- Links, decisions and milestones run across areas: the tracer of a case reads and writes them through the case, by its own role.
grant select, insert, update on confirmed_case, contact_link, contact_decision, contact_task, classification, classification_change,
  case_milestone, visit_opening to lachan_trace;
create policy trace on confirmed_case to lachan_trace using (true) with check (true);
create policy trace on contact_task to lachan_trace using (true) with check (true);
create policy trace on classification to lachan_trace using (true) with check (true);
create policy trace on classification_change to lachan_trace using (true) with check (true);
create policy trace on visit_opening to lachan_trace using (true) with check (true);
grant select on person, person_area to lachan_trace;
grant insert, update on person_area to lachan_trace;
create policy trace on person for select to lachan_trace using (true);
create policy trace on person_area to lachan_trace using (true) with check (true);
-- Whether a contact has declared symptoms since: it ranks the list.
grant select (person_id, id, day, symptoms) on declaration to lachan_trace;
create policy trace on declaration for select to lachan_trace using (true);
grant insert on message to lachan_trace;
grant select on case_milestone to lachan_door;
-- The door asks for the class, and gives no reason.
grant select (person_id, level, until) on classification to lachan_ingest;
create policy asked on classification for select to lachan_ingest using (true);
