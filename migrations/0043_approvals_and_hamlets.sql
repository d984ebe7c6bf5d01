-- Figures that were approved in error are taken back with a reason: what was approved before them is public again. Nothing is
-- deleted; who approved and who withdrew what stays.
alter table approved_figure
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column withdrawal text;
grant update (withdrawn_at, withdrawn_by, withdrawal) on approved_figure to lachan_app;
-- What a hamlet was called before: who comes home to it may still write the older name.
alter table hamlet add column former text[] not null default '{}';
