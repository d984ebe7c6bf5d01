-- What a unit asks the level above for: an account, decided there or by the unit's own manager.
create table account_request (
  id uuid primary key,
  area text collate "C" not null,
  name text not null,
  login text,
  roles text[] not null,
  reason text not null,
  state text not null check (state in ('waiting', 'accepted', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  asked_by uuid not null,
  asker text not null,
  decided_at timestamptz,
  decided_by uuid,
  decider text,
  note text,
  account_id uuid
);
select lachan_reference('account_request');
create index on account_request (area, asked_at, id);
create index on account_request (asked_at, id) where state = 'waiting';
select lachan_belt('account_request', null, null);
-- The nation's range, from '0' on, holds every area but '' itself.
create policy area on account_request to lachan_app
  using (area >= current_setting('app.area_from', true) and area < current_setting('app.area_to', true)
    or area = '' and current_setting('app.area_from', true) = '0');
grant select, insert, update on account_request to lachan_app;

-- An officer's passkeys (WebAuthn): the public half of a key that never leaves the officer's device.
create table passkey (
  id uuid primary key,
  account_id uuid not null,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz
);
select lachan_reference('passkey');
create index on passkey (account_id) where ended_at is null;
grant select, insert, update on passkey to lachan_door, lachan_app;

-- What a device is asked to sign: once, within minutes, on whichever server the answer arrives.
create table passkey_challenge (
  id uuid primary key,
  account_id uuid,
  challenge text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on column passkey_challenge.account_id is 'for whom a passkey is added; null where somebody signs in';
grant select, insert, update on passkey_challenge to lachan_door, lachan_app;
