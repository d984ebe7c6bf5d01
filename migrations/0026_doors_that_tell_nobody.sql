-- An alert named the person in plain beside the commune and the hour of the visit, and a visit its answer: together they told who was
-- where. It holds the person sealed now. Whoever stood there was told within seconds, and the station too.
drop table door_alert;
create table door_alert (
  id uuid primary key,
  area text collate "C" not null,
  home_area text collate "C",
  at timestamptz not null,
  sealed bytea not null,
  told_at timestamptz,
  called_at timestamptz,
  called_by uuid
);
comment on table door_alert is 'Somebody was asked at a door to call the station: told on the own phone and to the stations, without the venue.';
comment on column door_alert.id is 'a keyed hash of person and day, so that one is made a day and it leads neither to the person nor to the place';
comment on column door_alert.home_area is 'where the person lives; null when that is where the door stands';
comment on column door_alert.at is 'the hour alone';
comment on column door_alert.called_at is 'when an officer of either station ticked it off';
select lachan_distribute('door_alert', 'id');
create index on door_alert (at) where told_at is null;
create index on door_alert (area, at);
create index on door_alert (home_area, at) where home_area is not null;
select lachan_belt('door_alert', 'area', null);
create policy home on door_alert to lachan_app
  using (home_area >= current_setting('app.area_from', true) and home_area < current_setting('app.area_to', true));
create policy made on door_alert for insert to lachan_ingest with check (true);
grant select on door_alert to lachan_app;
grant update (called_at, called_by) on door_alert to lachan_app;
grant insert on door_alert to lachan_ingest;

-- From now on the answer is masked under the key (3 to 5). One pass; few rows change, and a retry of one of them hears "declare".
update visit set answer = 1 where answer = 2;
comment on column visit.answer is '3 to 5: 0 enter, 1 declare, 2 call_station, shifted by what the key says of the id; 0 and 1 as they are in rows from before';

-- What a guest was written with led to who recorded it and when, and so to the venue.
update person p set made_by = gen_random_uuid(), created_at = date_trunc('day', p.created_at, 'Asia/Ho_Chi_Minh'),
  updated_at = date_trunc('day', p.updated_at, 'Asia/Ho_Chi_Minh')
from person_area a where a.person_id = p.id and a.reason = 'guest';
update person_area set since = date_trunc('day', since, 'Asia/Ho_Chi_Minh') where reason = 'guest';

-- Who closed a place, when and why: what was scanned before is still taken, and a citizen does not undo the station's closure.
alter table venue add column closed_at timestamptz, add column closed_by uuid, add column closed_as text check (closed_as in ('citizen', 'officer')),
  add column closed_reason bytea;
update venue set closed_at = changed_at where state = 'closed';
comment on column venue.closed_reason is 'sealed; shown to those who run the place and to its station';

-- Whom a place is offered to; it changes hands when that account accepts.
alter table venue add column heir uuid, add column offered_at timestamptz;
create index on venue (heir) where heir is not null;
create policy offered on venue for update to lachan_citizen
  using (heir::text = current_setting('app.account', true)) with check (heir is null);
