-- The codes of personal cards. A code is an opaque id with a signature; whose it is stands here alone.
create table person_code (
  person_id uuid not null,
  id uuid not null,
  issued_at timestamptz not null,
  by_account uuid not null,
  revoked_at timestamptz,
  revoked_by uuid,
  reason text check (reason in ('lost', 'renewed', 'withdrawn', 'died')),
  primary key (person_id, id)
);
comment on table person_code is 'At most one code of a person is current; every earlier one stays, revoked.';
select lachan_distribute('person_code', 'person_id');
create unique index person_code_current on person_code (person_id) where revoked_at is null;
create index on person_code (id);

select lachan_belt('person_code', null, 'person_id');
create policy dealt_with on person_code to lachan_app using (exists (
  select from person_area where person_area.person_id = person_code.person_id and (until is null or until > statement_timestamp()) offset 0));
grant select, insert, update on person_code to lachan_app, lachan_citizen;

-- A door or post that reads many codes at once learns who, and nothing else.
grant select (person_id, id, revoked_at) on person_code to lachan_ingest;
create policy existing on person_code for select to lachan_ingest using (true);
