create table account (
  id uuid primary key,
  kind text not null check (kind in ('citizen', 'officer', 'program')),
  area text collate "C",
  roles text[] not null,
  name text not null,
  login text unique,
  phone_hash bytea unique,
  sealed bytea,
  password_hash text,
  totp_step bigint,
  state text not null check (state in ('invited', 'active', 'suspended')),
  created_at timestamptz not null,
  created_by uuid,
  last_seen_at timestamptz
);
comment on column account.sealed is 'phone of a citizen, second-factor secret of an officer';
create index on account (area, id) where kind <> 'citizen';
select lachan_reference('account');
alter table account enable row level security;
alter table account force row level security;
create policy owner on account to lachan_owner using (true) with check (true);
create policy door on account to lachan_door using (true) with check (true);
-- The nation's range, from '0' on, holds every area but '' itself.
create policy area on account to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
grant select, insert, update on account to lachan_door, lachan_app;

create table session (
  token_hash bytea primary key,
  id uuid not null unique,
  account_id uuid not null,
  kind text not null check (kind in ('cookie', 'bearer', 'api')),
  device text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index on session (account_id);
grant select, insert, update on session to lachan_door, lachan_app;
grant select, update on session to lachan_citizen;

create table invitation (
  token_hash bytea primary key,
  account_id uuid not null,
  sealed bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on invitation (account_id);
grant select, insert, update on invitation to lachan_door, lachan_app;

create table otp (
  id uuid primary key,
  phone_hash bytea not null,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null,
  used_at timestamptz
);
create index on otp (phone_hash, sent_at desc);
grant select, insert, update on otp to lachan_door;
grant insert on otp to lachan_app;
