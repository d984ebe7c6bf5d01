-- Who traces, and the owner's sweeps: the only ones that read visits.
do $$ begin
  if not exists (select from pg_roles where rolname = 'lachan_trace') then create role lachan_trace nologin; end if;
end $$;

create table venue (
  id uuid primary key,
  area text collate "C" not null,
  kind text not null,
  name text not null,
  address text,
  lat double precision,
  lon double precision,
  hours jsonb,
  vehicle jsonb,
  code text not null,
  serial smallint not null,
  sealed bytea,
  owner uuid not null,
  state text not null check (state in ('active', 'closed')),
  rotating bytea,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  last_visit_on date,
  reminded_at timestamptz
);
comment on table venue is 'What stands on the poster of a place or vehicle is public; the phone of its owner is sealed.';
comment on column venue.serial is 'of the newest printed code; older ones lead to the venue too';
comment on column venue.rotating is 'secret of a code that changes on a screen, where the venue has staff and wants one';
select lachan_distribute('venue', 'id');
create index on venue (area, id);
create index on venue (code);
create index on venue (area, last_visit_on nulls first, id) where state = 'active';

create table venue_member (
  venue_id uuid not null,
  account_id uuid not null,
  role text not null check (role in ('owner', 'controller')),
  since timestamptz not null,
  until timestamptz,
  primary key (venue_id, account_id)
);
select lachan_distribute('venue_member', 'venue_id');
create index on venue_member (account_id);

-- How many came and went, for the owner and the list of silent places: counts, no visitor.
create table venue_day (
  venue_id uuid not null,
  day date not null,
  entered integer not null,
  left_count integer not null,
  primary key (venue_id, day)
);
select lachan_distribute('venue_day', 'venue_id');

-- Pseudonymous at rest: `visitor` is the person's id under the key of the day of `in_at`, which is destroyed after the
-- retention period; nothing else in the row says who. `claim` is a keyed hash of who recorded what, so that a retry is known.
create table visit (
  venue_id uuid not null,
  in_at timestamptz not null,
  id uuid not null,
  out_at timestamptz,
  visitor uuid not null,
  flags smallint not null,
  method smallint not null,
  answer smallint not null,
  seat text,
  claim bytea not null,
  stored_at timestamptz not null,
  primary key (venue_id, in_at, id) include (out_at, visitor, flags)
) partition by range (in_at);
comment on column visit.flags is '1 doubtful, 2 its end is estimated, 4 recorded late';
comment on column visit.method is '0 self, 1 controller, 2 reader, 3 phone, 4 on_behalf';
comment on column visit.answer is '0 enter, 1 declare, 2 call_station';
select lachan_distribute('visit', 'venue_id');
create index on visit (visitor, in_at);
create index on visit (id);
create index on visit (in_at) where out_at is null;

-- Whoever stands before it may read what a venue is; its station and its owner change it.
select lachan_belt('venue', 'area', null);
create policy shown on venue for select to lachan_app, lachan_citizen, lachan_door, lachan_ingest, lachan_trace using (true);
create policy owned on venue for insert to lachan_citizen with check (owner::text = current_setting('app.account', true));
create policy kept on venue for update to lachan_citizen using (exists (
  select from venue_member m where m.venue_id = venue.id and m.account_id::text = current_setting('app.account', true) and m.until is null and m.role = 'owner'));
create policy visited on venue for update to lachan_ingest using (true) with check (true);

grant select on venue to lachan_app, lachan_citizen, lachan_door, lachan_ingest, lachan_trace;
grant insert, update on venue to lachan_app, lachan_citizen;
grant update (last_visit_on) on venue to lachan_ingest;
grant select, insert, update on venue_member to lachan_app, lachan_citizen;
grant select on venue_member to lachan_ingest, lachan_door;
grant select on venue_day to lachan_app, lachan_citizen, lachan_trace;
grant select, insert, update on venue_day to lachan_ingest;
grant insert on visit to lachan_ingest;
-- The look-up of an open stay: a check-in elsewhere ends it, a check-out finds it.
grant select (venue_id, in_at, id, out_at, visitor, flags, answer, claim) on visit to lachan_ingest;
grant update (out_at, flags, visitor, answer) on visit to lachan_ingest;
-- What the door's answer follows from.
grant select (health) on person to lachan_ingest;
grant select (superseded_by) on declaration to lachan_ingest;
grant select (result) on declaration to lachan_ingest;
grant select, insert on receipt to lachan_ingest, lachan_trace;
grant select on visit to lachan_trace;
grant insert on audit_inbox to lachan_trace;
grant select on area, area_succession, station to lachan_trace;

-- Somebody was sent from a door to the station: told there and on the person's own phone, without the venue.
create table door_alert (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  at timestamptz not null,
  told_at timestamptz,
  primary key (person_id, id)
);
select lachan_distribute('door_alert', 'person_id');
create index on door_alert (at) where told_at is null;
create index on door_alert (area, at);
select lachan_belt('door_alert', 'area', 'person_id');
grant select on door_alert to lachan_app, lachan_citizen;
grant insert on door_alert to lachan_ingest;
create policy made on door_alert for insert to lachan_ingest with check (true);
