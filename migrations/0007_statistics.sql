-- Counters by the day a declaration speaks of and the commune that answers for it: a pure function of the rows
-- (`lachan statistics rebuild` proves it). A province is a sum; there is no hot ancestor row. The day '-infinity' is the
-- commune's total over all days: without it the figures of a province would sum a row a commune and day.
create table commune_day (
  area text collate "C" not null,
  day date not null,
  declared integer not null,
  urgent integer not null,
  risk integer not null,
  symptom integer not null,
  clear integer not null,
  verified integer not null,
  confirmed integer not null,
  checked integer not null,
  primary key (area, day)
);
create index commune_total on commune_day (area) where day = '-infinity';
grant select, insert, update on commune_day to lachan_app, lachan_ingest;
grant select on commune_day to lachan_door;

create table approved_figure (
  id uuid primary key,
  area text collate "C" not null,
  as_of timestamptz not null,
  approved_at timestamptz not null,
  approved_by uuid not null,
  approver text not null,
  figures jsonb not null,
  by_day jsonb not null
);
create index on approved_figure (area, approved_at desc);
grant select, insert on approved_figure to lachan_app;
grant select on approved_figure to lachan_door;
