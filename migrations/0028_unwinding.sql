-- Why the work on a contact ended by itself, and how it stood then: it goes on from there when the reason is gone.
alter table contact_task add column ended text check (ended in ('class', 'case', 'death', 'merged'));
alter table contact_task add column ended_state text;
alter table contact_task add column ended_due_at timestamptz;
comment on column contact_task.ended is 'no contact any more, a case now, dead, or one of two records of one human; null: by hand, or not at all';
update contact_task set ended = 'class', ended_state = state, ended_due_at = due_at, state = 'closed', due_at = null
where state <> 'closed' and case_id in (select id from confirmed_case where state = 'revoked');
update contact_task set ended = 'death', ended_state = state, ended_due_at = due_at, state = 'closed', due_at = null
where state <> 'closed' and person_id in (select id from person where died_on is not null);
update classification set pending = false
where pending and person_id in (select id from person where died_on is not null);
-- What goes to another province is looked for beside the contacts of the own one; what came from there, among what was sent.
create index contact_task_away on contact_task (case_id, area) where ended is null;
create index contact_task_sent on contact_task (area, assigned_at desc) where sent_at is not null;

-- What was done with a case itself, and why; what stood before and what stands now is sealed with the reason.
create table case_change (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('revoked', 'corrected', 'closed', 'reopened', 'withdrawn')),
  sealed bytea not null,
  at timestamptz not null,
  by_account uuid not null,
  primary key (person_id, id)
);
comment on column case_change.person_id is 'whose case it is';
select lachan_distribute('case_change', 'person_id');
create index on case_change (case_id, at);
select lachan_belt('case_change', null, null);
create policy trace on case_change to lachan_trace using (true) with check (true);
grant select, insert on case_change to lachan_trace;

-- A code is given once: whoever draws one that is here draws again.
create table case_code (
  code text primary key
);
select lachan_distribute('case_code', 'code');
insert into case_code (code) select distinct code from confirmed_case;
grant select, insert on case_code to lachan_trace;

-- Cases of a wide area, the newest first.
create index on confirmed_case (at desc, id desc);
