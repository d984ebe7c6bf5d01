-- When a case was closed: from then on it is the class of nobody, though it stays a source.
alter table confirmed_case add column closed_at timestamptz;
update confirmed_case set closed_at = now() where state = 'closed';

-- What stood of a case until it was corrected: a class as of a day follows from what was known then.
create table case_version (
  person_id uuid not null,
  id uuid not null,
  until_at timestamptz not null,
  onset_on date,
  sampled_on date not null,
  confirmed_on date not null,
  isolated_at timestamptz,
  source_known boolean not null,
  closed_at timestamptz,
  primary key (person_id, id, until_at)
);
comment on column case_version.until_at is 'when it was corrected; it stood since the version before, or since the case was recorded';
select lachan_distribute('case_version', 'person_id');
select lachan_belt('case_version', null, null);
create policy trace on case_version to lachan_trace using (true) with check (true);
grant select, insert on case_version to lachan_trace;

-- What a person was told of a class: of which case and until when. A class that has run out since is told no more.
alter table classification add column told_case uuid;
alter table classification add column told_until timestamptz;
update classification set told_case = case_id, told_until = until where told_at is not null and not pending;
-- What was told before a change is not kept: no class outlasts the day on which it was told by more than its days.
update classification set told_until = told_at + interval '22 days' where told_at is not null and pending and told_level > 0;
-- Who has recovered is F0 no more; whoever was told so is to be told this too.
update classification set until = now(), pending = coalesce(told_level = 0, false)
where level = 0 and until is null and case_id in (select id from confirmed_case where state = 'closed')
  and not exists (select from confirmed_case where confirmed_case.person_id = classification.person_id and state = 'open');

-- Whose turn it is: two acts on overlapping people compute their classes one after the other. No column of it is ever read.
create table class_turn (
  person_id uuid primary key
);
select lachan_distribute('class_turn', 'person_id');
select lachan_belt('class_turn', null, null);
create policy trace on class_turn to lachan_trace using (true) with check (true);
grant select, insert, update on class_turn to lachan_trace;
