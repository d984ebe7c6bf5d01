table account (
  id uuid not null,
  kind text not null,
  area text collate "C",
  roles text[] not null,
  name text not null,
  login text,
  phone_hash bytea,
  sealed bytea,
  password_hash text,
  totp_step bigint,
  state text not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  last_seen_at timestamp with time zone,
  UNIQUE (login),
  UNIQUE (phone_hash),
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['citizen'::text, 'officer'::text, 'program'::text]))),
  CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'suspended'::text])))
);
CREATE INDEX account_area_id_idx ON public.account USING btree (area, id) WHERE (kind <> 'citizen'::text);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy door for all to lachan_door using true check true;
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_door;

table approved_figure (
  id uuid not null,
  area text collate "C" not null,
  as_of timestamp with time zone not null,
  approved_at timestamp with time zone not null,
  approved_by uuid not null,
  approver text not null,
  figures jsonb not null,
  by_day jsonb not null,
  PRIMARY KEY (id)
);
CREATE INDEX approved_figure_area_approved_at_idx ON public.approved_figure USING btree (area, approved_at DESC);
grant insert, select to lachan_app;
grant select to lachan_door;

table area (
  path text collate "C" not null,
  parent text collate "C",
  code text not null,
  level text not null,
  name text not null,
  folded text not null,
  valid_from date,
  valid_to date,
  areas_set text not null,
  PRIMARY KEY (path)
);
CREATE INDEX area_parent_path_idx ON public.area USING btree (parent, path);
grant select to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table area_succession (
  old_code text not null,
  new_code text not null,
  kind text not null,
  share real,
  PRIMARY KEY (old_code, new_code)
);
grant select to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table audit_entry (
  seq bigint not null,
  id uuid not null,
  at timestamp with time zone not null,
  account uuid,
  area text collate "C",
  verb text not null,
  route text not null,
  outcome text not null,
  persons uuid[] not null,
  request_id text not null,
  detail jsonb,
  mac bytea not null,
  PRIMARY KEY (seq)
);
CREATE INDEX audit_entry_persons_idx ON public.audit_entry USING gin (persons);

table audit_inbox (
  id uuid not null,
  at timestamp with time zone not null,
  account uuid,
  area text collate "C",
  verb text not null,
  route text not null,
  outcome text not null,
  persons uuid[] not null,
  request_id text not null,
  detail jsonb,
  PRIMARY KEY (id)
);
comment Entries as committed, unchained; the sealer moves them to audit_entry within a second.;
grant insert to lachan_app;
grant insert to lachan_citizen;
grant insert to lachan_door;
grant insert to lachan_ingest;

table budget (
  key text not null,
  window_start timestamp with time zone not null,
  spent integer not null,
  PRIMARY KEY (key, window_start)
);
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_door;

table commune_day (
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
  PRIMARY KEY (area, day)
);
CREATE INDEX commune_total ON public.commune_day USING btree (area) WHERE (day = '-infinity'::date);
grant insert, select, update to lachan_app;
grant select to lachan_door;
grant insert, select, update to lachan_ingest;

table declaration (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  area_code text not null,
  form text not null,
  form_version text not null,
  triage text not null,
  reasons text[] not null,
  symptoms text[] not null,
  state text,
  work_id uuid,
  at timestamp with time zone not null,
  day date not null,
  stored_at timestamp with time zone not null,
  by_account uuid not null,
  on_behalf boolean not null,
  body_hash bytea not null,
  sealed bytea not null,
  superseded_by uuid,
  result text,
  verified_at timestamp with time zone,
  checked_at timestamp with time zone,
  conclusion text,
  next_check_on date,
  call_requested_at timestamp with time zone,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX declaration_area_at_id_idx ON public.declaration USING btree (area, at DESC, id DESC);
CREATE INDEX declaration_area_next_check_on_idx ON public.declaration USING btree (area, next_check_on) WHERE (next_check_on IS NOT NULL);
CREATE INDEX declaration_area_triage_state_at_id_idx ON public.declaration USING btree (area, triage, state, at DESC, id DESC) WHERE (state IS NOT NULL);
CREATE INDEX declaration_at_id_idx ON public.declaration USING btree (at DESC, id DESC);
CREATE INDEX declaration_id_idx ON public.declaration USING btree (id);
CREATE INDEX declaration_work_id_idx ON public.declaration USING btree (work_id) WHERE (work_id IS NOT NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy superseded for update to lachan_ingest using true check true;
grant select, update to lachan_app;
grant select, update to lachan_citizen;
grant insert to lachan_ingest;
grant select (area, at, body_hash, by_account, day, id, person_id, reasons, triage) to lachan_ingest;
grant update (superseded_by) to lachan_ingest;

table duty (
  area text collate "C" not null,
  id uuid not null,
  sealed bytea not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  PRIMARY KEY (area, id)
);
CREATE INDEX duty_area_to_at_idx ON public.duty USING btree (area, to_at) WHERE (removed_at IS NULL);
CREATE INDEX duty_id_idx ON public.duty USING btree (id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

table epidemic_area (
  id uuid not null,
  area text collate "C" not null,
  from_on date not null,
  to_on date,
  source text not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  judged_at timestamp with time zone,
  PRIMARY KEY (id)
);
grant insert, select, update to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table form (
  form text not null,
  version text not null,
  look_back_days integer not null,
  from_on date not null,
  definition jsonb not null,
  PRIMARY KEY (form, version)
);
grant select to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table hamlet (
  area text collate "C" not null,
  id uuid not null,
  name text not null,
  sealed bytea not null,
  closed_at timestamp with time zone,
  PRIMARY KEY (area, id)
);
CREATE INDEX hamlet_id_idx ON public.hamlet USING btree (id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy names for select to lachan_door using true;
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;
grant select to lachan_door;

table health_change (
  person_id uuid not null,
  id uuid not null,
  status text not null,
  previous text not null,
  source text not null,
  sealed bytea,
  at timestamp with time zone not null,
  stored_at timestamp with time zone not null,
  by_account uuid,
  PRIMARY KEY (person_id, id)
);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = health_change.person_id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select to lachan_app;
grant select to lachan_citizen;

table invitation (
  token_hash bytea not null,
  account_id uuid not null,
  sealed bytea not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (token_hash)
);
CREATE INDEX invitation_account_id_idx ON public.invitation USING btree (account_id);
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_door;

table job_run (
  name text not null,
  every_seconds integer not null,
  lease_until timestamp with time zone,
  last_ok_at timestamp with time zone,
  last_error text,
  last_error_at timestamp with time zone,
  detail jsonb,
  PRIMARY KEY (name)
);
grant select to lachan_app;
grant select to lachan_door;

table kin (
  person_id uuid not null,
  account_id uuid not null,
  relation text not null,
  state text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (person_id, account_id),
  CHECK ((relation = ANY (ARRAY['self'::text, 'family'::text]))),
  CHECK ((state = ANY (ARRAY['own'::text, 'pending'::text, 'accepted'::text, 'refused'::text])))
);
CREATE INDEX kin_account_id_idx ON public.kin USING btree (account_id);
grant insert, select to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert, select, update to lachan_door;
grant insert to lachan_ingest;
grant select (account_id, person_id, relation, state) to lachan_ingest;

table message (
  id uuid not null,
  to_hash bytea not null,
  channel text not null,
  purpose text not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone,
  next_try_at timestamp with time zone,
  tries integer not null,
  sent_at timestamp with time zone,
  failed text,
  PRIMARY KEY (id)
);
CREATE INDEX message_next_try_at_idx ON public.message USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);
CREATE INDEX message_to_hash_at_idx ON public.message USING btree (to_hash, at DESC);
grant insert to lachan_app;
grant insert to lachan_citizen;
grant insert to lachan_door;
grant insert to lachan_ingest;

table otp (
  id uuid not null,
  phone_hash bytea not null,
  code_hash bytea not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  tries integer not null,
  used_at timestamp with time zone,
  PRIMARY KEY (id)
);
CREATE INDEX otp_phone_hash_sent_at_idx ON public.otp USING btree (phone_hash, sent_at DESC);
grant insert to lachan_app;
grant insert, select, update to lachan_door;

table person (
  id uuid not null,
  area text collate "C" not null,
  birth_year smallint,
  health text not null,
  died_on date,
  hamlet text,
  sealed bytea not null,
  phone_hash bytea,
  identity_hash bytea,
  body_hash bytea not null,
  made_by uuid not null,
  made_as text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (id)
);
CREATE INDEX person_identity_hash_idx ON public.person USING btree (identity_hash) WHERE (identity_hash IS NOT NULL);
CREATE INDEX person_phone_hash_idx ON public.person USING btree (phone_hash) WHERE (phone_hash IS NOT NULL);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = person.id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy existing for select to lachan_ingest using true;
policy made_by_app for insert to lachan_app check true;
policy made_by_ingest for insert to lachan_ingest check true;
policy offered for select to lachan_door using (phone_hash = decode(NULLIF(current_setting('app.phone_hash'::text, true), ''::text), 'hex'::text));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert to lachan_ingest;
grant select (area, birth_year, died_on, id, made_as, made_by, phone_hash, sealed) to lachan_door;
grant select (area, birth_year, body_hash, died_on, hamlet, id) to lachan_ingest;

table person_area (
  person_id uuid not null,
  area text collate "C" not null,
  reason text not null,
  tokens text[] not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  PRIMARY KEY (person_id, area)
);
CREATE INDEX person_area_area_person_id_idx ON public.person_area USING btree (area, person_id);
CREATE INDEX person_area_tokens_idx ON public.person_area USING gin (tokens);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert to lachan_ingest;
grant select (area, person_id, tokens) to lachan_ingest;

table receipt (
  id uuid not null,
  route text not null,
  actor uuid not null,
  body_hash bytea not null,
  reply bytea not null,
  at timestamp with time zone not null,
  PRIMARY KEY (id, route)
);
comment The first answer to each write, sealed: the same id and body gets it again.;
grant insert, select to lachan_app;
grant insert, select to lachan_citizen;
grant insert, select to lachan_door;

table schema_migration (
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null,
  PRIMARY KEY (name)
);

table session (
  token_hash bytea not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  device text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  UNIQUE (id),
  PRIMARY KEY (token_hash),
  CHECK ((kind = ANY (ARRAY['cookie'::text, 'bearer'::text, 'api'::text])))
);
CREATE INDEX session_account_id_idx ON public.session USING btree (account_id);
grant insert, select, update to lachan_app;
grant select, update to lachan_citizen;
grant insert, select, update to lachan_door;

table station (
  area text collate "C" not null,
  phone text,
  address text,
  PRIMARY KEY (area)
);
grant insert, select, update to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table syllable (
  word text not null,
  PRIMARY KEY (word)
);
comment The dictionary that typed syllables are corrected against.;
grant insert, select to lachan_app;
grant insert, select to lachan_citizen;
grant insert, select to lachan_ingest;

table test (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  sampled_at timestamp with time zone not null,
  method text not null,
  lab text,
  result text,
  result_at timestamp with time zone,
  result_by uuid,
  stored_at timestamp with time zone not null,
  by_account uuid not null,
  sealed bytea,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX test_area_sampled_at_id_idx ON public.test USING btree (area, sampled_at, id);
CREATE INDEX test_area_sampled_at_id_idx1 ON public.test USING btree (area, sampled_at, id) WHERE (result IS NULL);
CREATE INDEX test_id_idx ON public.test USING btree (id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select, update to lachan_app;

table transfer (
  person_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  work_id uuid not null,
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  judge_area text collate "C",
  level smallint not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  state text not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  PRIMARY KEY (person_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text, 'decided'::text])))
);
CREATE INDEX transfer_from_area_at_idx ON public.transfer USING btree (from_area, at) WHERE (state = ANY (ARRAY['waiting'::text, 'refused'::text]));
CREATE INDEX transfer_id_idx ON public.transfer USING btree (id);
CREATE INDEX transfer_to_area_at_idx ON public.transfer USING btree (to_area, at) WHERE (state = ANY (ARRAY['waiting'::text, 'refused'::text]));
row level security, forced;
policy area for all to lachan_app using ((from_area >= current_setting('app.area_from'::text, true)) AND (from_area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy receiver for all to lachan_app using ((to_area >= current_setting('app.area_from'::text, true)) AND (to_area < current_setting('app.area_to'::text, true)));
grant insert, select, update to lachan_app;

table work_event (
  person_id uuid not null,
  id uuid not null,
  work_id uuid not null,
  declaration_id uuid not null,
  area text collate "C" not null,
  kind text not null,
  code text,
  at timestamp with time zone not null,
  stored_at timestamp with time zone not null,
  by_account uuid,
  sealed bytea,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX work_event_area_stored_at_idx ON public.work_event USING btree (area, stored_at);
CREATE INDEX work_event_person_id_at_idx ON public.work_event USING btree (person_id, at);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = work_event.person_id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select to lachan_app;
grant insert to lachan_citizen;

table work_item (
  person_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  area text collate "C" not null,
  level smallint not null,
  reasons text[] not null,
  symptoms text[] not null,
  hamlet text,
  state text not null,
  opened_at timestamp with time zone not null,
  take_by timestamp with time zone,
  reach_by timestamp with time zone,
  taken_at timestamp with time zone,
  taken_by uuid,
  reached_at timestamp with time zone,
  next_try_at timestamp with time zone,
  step text,
  attempts integer not null,
  escalation integer not null,
  notice_at timestamp with time zone,
  call_requested_at timestamp with time zone,
  transfer_to text collate "C",
  closed_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX work_item_called ON public.work_item USING btree (COALESCE(call_requested_at, 'infinity'::timestamp with time zone), opened_at, id) WHERE ((closed_at IS NULL) AND (level = 2));
CREATE INDEX work_item_due ON public.work_item USING btree (area) INCLUDE (taken_at, take_by, reached_at, reach_by) WHERE (closed_at IS NULL);
CREATE INDEX work_item_id_idx ON public.work_item USING btree (id);
CREATE INDEX work_item_list ON public.work_item USING btree (area, level, opened_at, id) WHERE (closed_at IS NULL);
CREATE INDEX work_item_notice_at_idx ON public.work_item USING btree (notice_at) WHERE ((closed_at IS NULL) AND (notice_at IS NOT NULL));
CREATE UNIQUE INDEX work_item_open ON public.work_item USING btree (person_id) WHERE (closed_at IS NULL);
CREATE INDEX work_item_wide ON public.work_item USING btree (level, opened_at, id) WHERE (closed_at IS NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy raised for update to lachan_ingest using true check true;
grant insert, select, update to lachan_app;
grant select, update to lachan_citizen;
grant insert to lachan_ingest;
grant select (area, changed_at, closed_at, declaration_id, id, level, notice_at, opened_at, person_id, reach_by, reached_at, reasons, state, symptoms, take_by, taken_at) to lachan_ingest;
grant update (area, changed_at, declaration_id, level, notice_at, reach_by, reached_at, reasons, state, symptoms, take_by, taken_at) to lachan_ingest;

CREATE OR REPLACE FUNCTION public.lachan_belt(target regclass, area_column text, person_column text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner on %s to lachan_owner using (true) with check (true)', target);
  if area_column is not null then
    execute format(
      'create policy area on %1$s to lachan_app
         using (%2$I >= current_setting(''app.area_from'', true) and %2$I < current_setting(''app.area_to'', true))', target, area_column);
  end if;
  if person_column is not null then
    execute format(
      'create policy person on %1$s to lachan_citizen
         using (%2$I = any (string_to_array(nullif(current_setting(''app.persons'', true), ''''), '','')::uuid[]))', target, person_column);
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.lachan_distribute(target regclass, by_column text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_distributed_table(%L, %L)', target, by_column);
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.lachan_reference(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_reference_table(%L)', target);
  end if;
end $function$;
