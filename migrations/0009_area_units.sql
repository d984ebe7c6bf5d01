-- Residents of a commune as an office published them: imported, never shipped. Shares and rates are sums over communes.
create table area_population (
  area text collate "C" not null,
  year smallint not null,
  people integer not null,
  source text not null,
  at timestamptz not null,
  by_account uuid,
  primary key (area, year)
);
select lachan_reference('area_population');
grant select, insert, update on area_population to lachan_app;
grant select on area_population to lachan_citizen, lachan_door;

-- Health areas of a province without districts. While one is there it is a row of `area` too, and the parent of its communes.
create table health_area (
  id uuid primary key,
  province text collate "C" not null,
  code text not null,
  name text not null,
  at timestamptz not null,
  by_account uuid not null,
  dissolved_at timestamptz,
  unique (province, code)
);
select lachan_reference('health_area');
comment on table health_area is 'A code is given once: the unit''s own rows keep its path after it was dissolved.';
grant select on health_area to lachan_app, lachan_door;

create table area_alias (
  old_path text collate "C" primary key,
  new_path text collate "C" not null,
  at timestamptz not null,
  settled_at timestamptz
);
select lachan_reference('area_alias');
comment on table area_alias is 'Paths that areas had before: who still names one means the new one.';
comment on column area_alias.settled_at is 'when no server could write the old path any more; null = the sweep still looks for such rows';
grant select on area_alias to lachan_app, lachan_door;

-- Whom to call at a unit, for what: an office number, as the unit publishes it.
create table focal_point (
  area text collate "C" not null,
  id uuid not null,
  kind text not null check (kind in ('general', 'technical', 'press')),
  name text not null,
  phone text not null,
  hours text,
  at timestamptz not null,
  by_account uuid not null,
  removed_at timestamptz,
  primary key (area, id)
);
select lachan_reference('focal_point');
create index on focal_point (id);
select lachan_belt('focal_point', null, null);
-- The nation's range, from '0' on, holds every area but '' itself.
create policy area on focal_point to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
create policy published on focal_point for select to lachan_door using (true);
grant select, insert, update on focal_point to lachan_app;
grant select on focal_point to lachan_door;

-- What a user of the system reports about the system; text, page and contact are sealed.
create table problem_report (
  reporter uuid not null,
  id uuid not null,
  area text collate "C" not null,
  told_area text collate "C",
  as_kind text not null,
  sealed bytea not null,
  at timestamptz not null,
  answered_at timestamptz,
  closed_at timestamptz,
  primary key (reporter, id)
);
comment on column problem_report.told_area is 'whose technical focal point was told; null = there was none';
select lachan_distribute('problem_report', 'reporter');
create index on problem_report (id);
create index on problem_report (reporter, at desc, id desc);
create index problem_report_open on problem_report (area, at desc, id desc) where closed_at is null;
create index on problem_report (at desc, id desc);

create table problem_answer (
  reporter uuid not null,
  id uuid not null,
  report_id uuid not null,
  sealed bytea not null,
  at timestamptz not null,
  by_account uuid not null,
  primary key (reporter, id)
);
select lachan_distribute('problem_answer', 'reporter');
create index on problem_answer (reporter, report_id, at);

select lachan_belt('problem_report', null, null);
create policy area on problem_report to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
create policy own on problem_report to lachan_citizen using (reporter::text = current_setting('app.account', true));
select lachan_belt('problem_answer', null, null);
create policy reported on problem_answer to lachan_app using (exists (
  select from problem_report r where r.reporter = problem_answer.reporter and r.id = report_id offset 0));
create policy own on problem_answer to lachan_citizen using (reporter::text = current_setting('app.account', true));
grant select, insert, update on problem_report to lachan_app;
grant select, insert on problem_report to lachan_citizen;
grant select, insert on problem_answer to lachan_app;
grant select on problem_answer to lachan_citizen;
-- Reports are counted against a budget in their own transaction.
grant select, insert, update on budget to lachan_citizen;
