-- A campaign that is over counts nothing more; null while it runs.
alter table campaign add column ended_at timestamptz;
create index on campaign (id);
grant update (ended_at) on campaign to lachan_app;
grant select (ended_at) on campaign to lachan_ingest;
