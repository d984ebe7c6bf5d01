-- What a declaration adds to the figures beyond its level: each is a column of the row, so that the counters stay a pure
-- function of the rows.
alter table declaration
  add column in_time boolean,
  add column is_first boolean not null default false,
  add column source text;
comment on column declaration.in_time is 'verified no later than its item was due; true where nothing was due; null while unverified';
comment on column declaration.is_first is 'the person''s first in this commune: what the share of the population counts';
comment on column declaration.source is 'the code of the campaign whose poster or link led here';

update declaration d set in_time = (w.reach_by is null or d.verified_at <= w.reach_by)
  from work_item w where w.person_id = d.person_id and w.id = d.work_id and d.verified_at is not null;
update declaration d set is_first = true
  where not exists (select from declaration e where e.person_id = d.person_id and e.area = d.area and (e.stored_at, e.id) < (d.stored_at, d.id));
grant select (area_code, symptoms, is_first, source) on declaration to lachan_ingest;
alter table commune_day
  add column people integer not null default 0,
  add column in_time integer not null default 0,
  add column fever integer not null default 0,
  add column breathless integer not null default 0;
update commune_day c set people = r.people, in_time = r.in_time, fever = r.fever, breathless = r.breathless
  from (
    select area, day, (count(*) filter (where is_first))::int as people, (count(*) filter (where in_time))::int as in_time,
      (count(*) filter (where 'fever' = any (symptoms)))::int as fever, (count(*) filter (where 'breathless' = any (symptoms)))::int as breathless
    from (select area, day, is_first, in_time, symptoms from declaration
      union all select area, '-infinity', is_first, in_time, symptoms from declaration) both_days
    group by area, day) r
  where r.area = c.area and r.day = c.day;
-- A period reads its days one after the other, each the communes of an area side by side; '-infinity' is such a day too.
create index commune_day_by_day on commune_day (day, area);
drop index commune_total;

-- One narrow index answers all that is counted over open items.
drop index work_item_due;
create index work_item_due on work_item (area) include (level, taken_at, take_by, reached_at, reach_by, attempts) where closed_at is null;

-- A poster, a link or a call over the loudspeaker, and the code by which its declarations are counted.
create table campaign (
  code text primary key,
  id uuid not null,
  area text collate "C" not null,
  name text not null,
  by_account uuid not null,
  at timestamptz not null
);
select lachan_reference('campaign');
create index on campaign (area, at desc, id desc);
select lachan_belt('campaign', null, null);
-- The nation's range, from '0' on, holds every area but '' itself.
create policy area on campaign to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
create policy known on campaign for select to lachan_ingest using (true);
grant select, insert on campaign to lachan_app;
grant select (code) on campaign to lachan_ingest;

-- Declarations by source, commune of declaring and day ('-infinity': all days). The commune is in the key so that a campaign
-- of a whole province is not one row that every writer waits for; it is the code of the day, which no transfer changes.
create table campaign_day (
  code text not null,
  area_code text not null,
  day date not null,
  declared integer not null,
  primary key (code, day, area_code)
);
grant select on campaign_day to lachan_app;
grant select, insert, update on campaign_day to lachan_ingest;

-- What a unit is told: a reminder from above, one that went unheeded below, an early warning. No person stands in it.
create table reminder (
  id uuid primary key,
  area text collate "C" not null,
  about text collate "C" not null,
  kind text not null check (kind in ('reminder', 'escalation', 'alarm')),
  from_area text collate "C",
  by_account uuid,
  sealed bytea,
  figures jsonb not null,
  at timestamptz not null,
  slot bigint,
  due_at timestamptz,
  escalated_at timestamptz,
  settled_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid
);
comment on column reminder.area is 'the unit that is told; about is the unit it speaks of';
comment on column reminder.slot is 'the hour of a reminder since 1970: two at once meet here';
comment on column reminder.due_at is 'when a unit that still lags is made known above; settled_at is when it lagged no more';
create unique index reminder_slot on reminder (about, slot) where kind = 'reminder';
create index on reminder (area, at desc, id desc);
create index on reminder (about, at desc) where kind = 'reminder';
create index on reminder (due_at) where settled_at is null and due_at is not null;
select lachan_belt('reminder', null, null);
create policy area on reminder to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
grant select, insert, update on reminder to lachan_app;

-- Alarms that were told, so that each is told once.
create table alarm (
  area text collate "C" not null,
  day date not null,
  symptom text not null,
  figures jsonb not null,
  at timestamptz not null,
  primary key (area, day, symptom)
);
select lachan_belt('alarm', 'area', null);
grant select on alarm to lachan_app;

-- An export too large to name its persons is found by its kind, when one of them asks who has read about them.
create index audit_export on audit_entry (seq) where verb = 'export';
