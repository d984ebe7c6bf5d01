-- When both sides were told that another province has not acknowledged a list in time; what is late already is not told at once.
alter table contact_task add column reminded_at timestamptz;
update contact_task set reminded_at = sent_at where sent_at < now() - interval '24 hours';
create index contact_task_unanswered on contact_task (sent_at) where acknowledged_at is null and reminded_at is null;

comment on column contact_named.by_account is 'the officer who wrote it down; null when the contact did, by the link or in the app';
