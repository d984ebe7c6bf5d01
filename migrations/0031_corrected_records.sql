-- A declaration names its person by what the record was made from, or by what it says now.
alter table person add column now_hash bytea;
comment on column person.now_hash is 'like body_hash, of the record as it stands; null until it is corrected';
grant select (now_hash) on person to lachan_ingest;

-- From then on citizens ask the station to correct what it has written.
alter table person add column officer_at timestamptz;
comment on column person.officer_at is 'when an officer changed the record last';
