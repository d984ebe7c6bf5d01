-- Work on a contact that is past its time is made known to the level above, once for each time it falls due.
alter table contact_task add column escalated_at timestamptz;
comment on column contact_task.escalated_at is 'when the level above was told; of a time that has changed since it says nothing';
create index contact_task_late on contact_task (due_at) where state <> 'closed' and (escalated_at is null or escalated_at < due_at);
-- What was taken up again since a moment: whoever moved while it was closed is followed where the person lives now.
create index contact_task_changed on contact_task (changed_at) where state <> 'closed';
