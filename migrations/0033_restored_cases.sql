-- A case that was revoked in error is one again; both stay in its history.
alter table case_change drop constraint case_change_kind_check,
  add check (kind in ('revoked', 'restored', 'corrected', 'closed', 'reopened', 'withdrawn'));
-- Between the two it was none, also when somebody asks for then.
alter table case_version add column revoked_at timestamptz;
