-- Figures that were approved in error are taken back with a reason: what was approved before them is public again. Nothing is
-- deleted; who approved and who withdrew what stays.
alter table approved_figure
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid,
  add column withdrawal text;
grant update (withdrawn_at, withdrawn_by, withdrawal) on approved_figure to lachan_app;
