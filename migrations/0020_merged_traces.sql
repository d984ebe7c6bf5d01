-- Tracing and the door ask of many persons at once whether another record stands for them: nearly always nobody.
create index person_merged on person (id) where merged_into is not null;
create index person_standing on person (id) where merged_ids is not null;
-- What the sweep after a merge, or after one was taken back, asks.
create index on person_merge (undone_at) where undone_at is not null;

comment on column visit.stored_at is 'the day alone, as its beginning: the moment would join the row to what was written with it';
comment on column door_alert.id is 'a keyed hash of the visit, so that it is told once and does not lead to the place';
comment on column door_alert.at is 'the hour alone';
