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

table account_request (
  id uuid not null,
  area text collate "C" not null,
  name text not null,
  login text,
  roles text[] not null,
  reason text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  asker text not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decider text,
  note text,
  account_id uuid,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX account_request_area_asked_at_id_idx ON public.account_request USING btree (area, asked_at, id);
CREATE INDEX account_request_asked_at_id_idx ON public.account_request USING btree (asked_at, id) WHERE (state = 'waiting'::text);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

table alarm (
  area text collate "C" not null,
  day date not null,
  symptom text not null,
  figures jsonb not null,
  at timestamp with time zone not null,
  PRIMARY KEY (area, day, symptom)
);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
grant select to lachan_app;

table approved_figure (
  id uuid not null,
  area text collate "C" not null,
  as_of timestamp with time zone not null,
  approved_at timestamp with time zone not null,
  approved_by uuid not null,
  approver text not null,
  figures jsonb not null,
  by_day jsonb not null,
  note text,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawal text,
  PRIMARY KEY (id)
);
CREATE INDEX approved_figure_area_approved_at_idx ON public.approved_figure USING btree (area, approved_at DESC);
grant insert, select to lachan_app;
grant select to lachan_door;
grant update (withdrawal, withdrawn_at, withdrawn_by) to lachan_app;

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
grant select to lachan_trace;

table area_alias (
  old_path text collate "C" not null,
  new_path text collate "C" not null,
  at timestamp with time zone not null,
  settled_at timestamp with time zone,
  PRIMARY KEY (old_path)
);
comment Paths that areas had before: who still names one means the new one.;
grant select to lachan_app;
grant select to lachan_door;

table area_population (
  area text collate "C" not null,
  year smallint not null,
  people integer not null,
  source text not null,
  at timestamp with time zone not null,
  by_account uuid,
  PRIMARY KEY (area, year)
);
grant insert, select, update to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;

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
grant select to lachan_trace;

table arrival (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  hamlet text,
  level text not null,
  expected_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  state text not null,
  arrived_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  rule text not null,
  home_until date,
  tests date[] not null,
  escalation integer not null,
  notice_at timestamp with time zone,
  ended_at timestamp with time zone,
  sealed bytea not null,
  confirmed bytea,
  superseded_by uuid,
  PRIMARY KEY (person_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'arrived'::text, 'absent'::text])))
);
CREATE INDEX arrival_area_due_at_id_idx ON public.arrival USING btree (area, due_at, id);
CREATE INDEX arrival_due_at_id_idx ON public.arrival USING btree (due_at, id);
CREATE INDEX arrival_id_idx ON public.arrival USING btree (id);
CREATE INDEX arrival_notice_at_idx ON public.arrival USING btree (notice_at) WHERE (notice_at IS NOT NULL);
CREATE INDEX arrival_waiting ON public.arrival USING btree (area, due_at, id) WHERE ((state = 'waiting'::text) AND (ended_at IS NULL));
CREATE INDEX arrival_wide ON public.arrival USING btree (due_at, id) WHERE ((state = 'waiting'::text) AND (ended_at IS NULL));
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy superseded for update to lachan_ingest using true check true;
grant select, update to lachan_app;
grant select to lachan_citizen;
grant insert to lachan_ingest;
grant select (ended_at, id, person_id, state) to lachan_ingest;
grant update (ended_at, notice_at, superseded_by) to lachan_ingest;

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
CREATE INDEX audit_export ON public.audit_entry USING btree (seq) WHERE (verb = 'export'::text);

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
grant insert to lachan_trace;

table budget (
  key text not null,
  window_start timestamp with time zone not null,
  spent integer not null,
  PRIMARY KEY (key, window_start)
);
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert, select, update to lachan_door;

table campaign (
  code text not null,
  id uuid not null,
  area text collate "C" not null,
  name text not null,
  by_account uuid not null,
  at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (code)
);
CREATE INDEX campaign_area_at_id_idx ON public.campaign USING btree (area, at DESC, id DESC);
CREATE INDEX campaign_id_idx ON public.campaign USING btree (id);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy known for select to lachan_ingest using true;
policy owner for all to lachan_owner using true check true;
grant insert, select to lachan_app;
grant update (ended_at) to lachan_app;
grant select (code, ended_at) to lachan_ingest;

table campaign_day (
  code text not null,
  area_code text not null,
  day date not null,
  declared integer not null,
  PRIMARY KEY (code, day, area_code)
);
grant select to lachan_app;
grant insert, select, update to lachan_ingest;

table case_change (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  PRIMARY KEY (person_id, id),
  CHECK ((kind = ANY (ARRAY['revoked'::text, 'restored'::text, 'corrected'::text, 'closed'::text, 'reopened'::text, 'withdrawn'::text])))
);
CREATE INDEX case_change_case_id_at_idx ON public.case_change USING btree (case_id, at);
row level security, forced;
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select to lachan_trace;

table case_code (
  code text not null,
  PRIMARY KEY (code)
);
grant insert, select to lachan_trace;

table case_milestone (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone,
  venue_id uuid,
  area text collate "C",
  sealed bytea not null,
  published_at timestamp with time zone,
  public_text text,
  at timestamp with time zone not null,
  by_account uuid not null,
  removed_at timestamp with time zone,
  published_area text collate "C",
  published_by uuid,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX case_milestone_case_id_idx ON public.case_milestone USING btree (case_id);
CREATE INDEX case_milestone_from_at_id_idx ON public.case_milestone USING btree (from_at DESC, id DESC) WHERE ((published_at IS NOT NULL) AND (removed_at IS NULL));
row level security, forced;
policy owner for all to lachan_owner using true check true;
policy published for select to lachan_door using ((published_at IS NOT NULL) AND (removed_at IS NULL));
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_trace;
grant select (area, case_id, from_at, id, kind, public_text, published_area, published_at, removed_at, to_at, venue_id) to lachan_door;

table case_version (
  person_id uuid not null,
  id uuid not null,
  until_at timestamp with time zone not null,
  onset_on date,
  sampled_on date not null,
  confirmed_on date not null,
  isolated_at timestamp with time zone,
  source_known boolean not null,
  closed_at timestamp with time zone,
  revoked_at timestamp with time zone,
  PRIMARY KEY (person_id, id, until_at)
);
row level security, forced;
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select to lachan_trace;

table class_turn (
  person_id uuid not null,
  PRIMARY KEY (person_id)
);
row level security, forced;
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_trace;

table classification (
  person_id uuid not null,
  area text collate "C" not null,
  level smallint,
  first_level smallint,
  since timestamp with time zone,
  until timestamp with time zone,
  last_contact_at timestamp with time zone,
  chain uuid[] not null,
  case_id uuid,
  rule text not null,
  told_level smallint,
  told_at timestamp with time zone,
  read_at timestamp with time zone,
  pending boolean not null,
  changed_at timestamp with time zone not null,
  told_case uuid,
  told_until timestamp with time zone,
  PRIMARY KEY (person_id)
);
CREATE INDEX classification_area_changed_at_idx ON public.classification USING btree (area, changed_at DESC) WHERE pending;
CREATE INDEX classification_area_level_idx ON public.classification USING btree (area, level) WHERE (level IS NOT NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy asked for select to lachan_ingest using true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_app;
grant select to lachan_citizen;
grant insert, select, update to lachan_trace;
grant update (read_at) to lachan_citizen;
grant select (level, person_id, until) to lachan_ingest;

table classification_change (
  person_id uuid not null,
  id uuid not null,
  level smallint,
  previous smallint,
  chain uuid[] not null,
  case_id uuid,
  reason text not null,
  at timestamp with time zone not null,
  by_account uuid,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX classification_change_case_id_at_idx ON public.classification_change USING btree (case_id, at);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = classification_change.person_id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy trace for all to lachan_trace using true check true;
grant insert, select to lachan_app;
grant select to lachan_citizen;
grant insert, select, update to lachan_trace;

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
  people integer not null default 0,
  in_time integer not null default 0,
  fever integer not null default 0,
  breathless integer not null default 0,
  PRIMARY KEY (area, day)
);
CREATE INDEX commune_day_by_day ON public.commune_day USING btree (day, area);
grant insert, select, update to lachan_app;
grant select to lachan_door;
grant insert, select, update to lachan_ingest;

table confirmed_case (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  code text not null,
  national_number text,
  onset_on date,
  sampled_on date not null,
  confirmed_on date not null,
  isolated_at timestamp with time zone,
  source_known boolean not null,
  outbreak text,
  state text not null,
  outcome text,
  sealed bytea,
  at timestamp with time zone not null,
  by_account uuid not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  closed_at timestamp with time zone,
  PRIMARY KEY (person_id, id),
  CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'revoked'::text])))
);
CREATE INDEX confirmed_case_area_confirmed_on_id_idx ON public.confirmed_case USING btree (area, confirmed_on DESC, id DESC);
CREATE INDEX confirmed_case_at_id_idx ON public.confirmed_case USING btree (at DESC, id DESC);
CREATE INDEX confirmed_case_confirmed_on_id_idx ON public.confirmed_case USING btree (confirmed_on DESC, id DESC);
CREATE INDEX confirmed_case_id_idx ON public.confirmed_case USING btree (id);
CREATE UNIQUE INDEX confirmed_case_open ON public.confirmed_case USING btree (person_id) WHERE (state = 'open'::text);
CREATE INDEX confirmed_case_outbreak_idx ON public.confirmed_case USING btree (outbreak) WHERE ((outbreak IS NOT NULL) AND (state <> 'revoked'::text));
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy published for select to lachan_door using true;
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_trace;
grant select (id, state) to lachan_door;

table contact_ask (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  token_hash bytea not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  by_account uuid not null,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX contact_ask_token_hash_idx ON public.contact_ask USING btree (token_hash);
row level security, forced;
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_trace;

table contact_decision (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  level smallint not null,
  accepted boolean,
  sealed bytea,
  at timestamp with time zone not null,
  by_account uuid not null,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX contact_decision_case_id_level_person_id_at_idx ON public.contact_decision USING btree (case_id, level, person_id, at DESC);
grant insert, select, update to lachan_trace;

table contact_link (
  person_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  case_id uuid not null,
  level smallint not null,
  kind text not null,
  venue_id uuid,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  minutes real not null,
  doubtful boolean not null,
  sealed bytea,
  at timestamp with time zone not null,
  by_account uuid not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  PRIMARY KEY (person_id, id),
  CHECK ((kind = ANY (ARRAY['visit'::text, 'household'::text, 'interview'::text, 'transport'::text, 'proximity'::text])))
);
CREATE INDEX contact_link_case_id_level_idx ON public.contact_link USING btree (case_id, level);
CREATE INDEX contact_link_id_idx ON public.contact_link USING btree (id);
CREATE INDEX contact_link_source_id_idx ON public.contact_link USING btree (source_id) WHERE (withdrawn_at IS NULL);
grant insert, select, update to lachan_trace;

table contact_move (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  state text not null,
  previous text not null,
  at timestamp with time zone not null,
  stored_at timestamp with time zone not null,
  by_account uuid not null,
  sealed bytea,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX contact_move_case_id_person_id_stored_at_idx ON public.contact_move USING btree (case_id, person_id, stored_at);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant select to lachan_app;
grant insert, select to lachan_trace;

table contact_named (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  sealed bytea not null,
  state text not null,
  at timestamp with time zone not null,
  by_account uuid,
  link_id uuid,
  contact_id uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  PRIMARY KEY (person_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'added'::text, 'dismissed'::text])))
);
CREATE INDEX contact_named_case_id_at_idx ON public.contact_named USING btree (case_id, at);
CREATE INDEX contact_named_id_idx ON public.contact_named USING btree (id);
row level security, forced;
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_trace;

table contact_task (
  person_id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  level smallint not null,
  state text not null,
  due_at timestamp with time zone,
  risk real not null,
  last_contact_at timestamp with time zone,
  assigned_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  by_account uuid not null,
  sent_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  isolated_at timestamp with time zone,
  announced_at timestamp with time zone,
  sent_by uuid,
  reminded_at timestamp with time zone,
  ended text,
  ended_state text,
  ended_due_at timestamp with time zone,
  escalated_at timestamp with time zone,
  PRIMARY KEY (person_id, case_id),
  CHECK ((ended = ANY (ARRAY['class'::text, 'case'::text, 'death'::text, 'merged'::text]))),
  CHECK ((state = ANY (ARRAY['to_call'::text, 'reached'::text, 'quarantine'::text, 'sampled'::text, 'closed'::text])))
);
CREATE INDEX contact_task_area_state_due_at_person_id_idx ON public.contact_task USING btree (area, state, due_at, person_id);
CREATE INDEX contact_task_away ON public.contact_task USING btree (case_id, area) WHERE (ended IS NULL);
CREATE INDEX contact_task_case_id_person_id_idx ON public.contact_task USING btree (case_id, person_id);
CREATE INDEX contact_task_changed ON public.contact_task USING btree (changed_at) WHERE (state <> 'closed'::text);
CREATE INDEX contact_task_closed ON public.contact_task USING btree (changed_at DESC, person_id, case_id) WHERE (state = 'closed'::text);
CREATE INDEX contact_task_due ON public.contact_task USING btree (due_at, person_id, case_id) WHERE (state <> 'closed'::text);
CREATE INDEX contact_task_late ON public.contact_task USING btree (due_at) WHERE ((state <> 'closed'::text) AND ((escalated_at IS NULL) OR (escalated_at < due_at)));
CREATE INDEX contact_task_new ON public.contact_task USING btree (assigned_at) WHERE (announced_at IS NULL);
CREATE INDEX contact_task_sent ON public.contact_task USING btree (area, assigned_at DESC) WHERE (sent_at IS NOT NULL);
CREATE INDEX contact_task_unanswered ON public.contact_task USING btree (sent_at) WHERE ((acknowledged_at IS NULL) AND (reminded_at IS NULL));
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_trace;

table correction_request (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  state text not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  answer bytea,
  PRIMARY KEY (person_id, id),
  CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'refused'::text])))
);
CREATE INDEX correction_request_area_at_id_idx ON public.correction_request USING btree (area, at DESC, id DESC);
CREATE INDEX correction_request_id_idx ON public.correction_request USING btree (id);
CREATE INDEX correction_request_list ON public.correction_request USING btree (area, at, id) WHERE (state = 'open'::text);
CREATE INDEX correction_request_wide ON public.correction_request USING btree (at, id) WHERE (state = 'open'::text);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant select, update to lachan_app;
grant insert, select to lachan_citizen;

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
  in_time boolean,
  is_first boolean not null default false,
  source text,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX declaration_area_at_id_idx ON public.declaration USING btree (area, at DESC, id DESC);
CREATE INDEX declaration_area_next_check_on_idx ON public.declaration USING btree (area, next_check_on) WHERE (next_check_on IS NOT NULL);
CREATE INDEX declaration_area_triage_state_at_id_idx ON public.declaration USING btree (area, triage, state, at DESC, id DESC) WHERE (state IS NOT NULL);
CREATE INDEX declaration_at_id_idx ON public.declaration USING btree (at DESC, id DESC);
CREATE INDEX declaration_id_idx ON public.declaration USING btree (id);
CREATE INDEX declaration_source_at_id_idx ON public.declaration USING btree (source, at DESC, id DESC) WHERE (source IS NOT NULL);
CREATE INDEX declaration_work_id_idx ON public.declaration USING btree (work_id) WHERE (work_id IS NOT NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy superseded for update to lachan_ingest using true check true;
policy trace for select to lachan_trace using true;
grant select, update to lachan_app;
grant select, update to lachan_citizen;
grant insert to lachan_ingest;
grant select (area, area_code, at, body_hash, by_account, day, id, is_first, person_id, reasons, result, source, superseded_by, symptoms, triage) to lachan_ingest;
grant update (superseded_by) to lachan_ingest;
grant select (day, id, person_id, symptoms) to lachan_trace;

table door_alert (
  id uuid not null,
  area text collate "C" not null,
  home_area text collate "C",
  at timestamp with time zone not null,
  sealed bytea not null,
  told_at timestamp with time zone,
  called_at timestamp with time zone,
  called_by uuid,
  PRIMARY KEY (id)
);
comment Somebody was asked at a door to call the station: told on the own phone and to the stations, without the venue.;
CREATE INDEX door_alert_area_at_idx ON public.door_alert USING btree (area, at);
CREATE INDEX door_alert_at_idx ON public.door_alert USING btree (at) WHERE (told_at IS NULL);
CREATE INDEX door_alert_home_area_at_idx ON public.door_alert USING btree (home_area, at) WHERE (home_area IS NOT NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy home for all to lachan_app using ((home_area >= current_setting('app.area_from'::text, true)) AND (home_area < current_setting('app.area_to'::text, true)));
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
grant select to lachan_app;
grant insert to lachan_ingest;
grant update (called_at, called_by) to lachan_app;

table duplicate_cursor (
  name text not null,
  at timestamp with time zone not null,
  person_id uuid not null,
  PRIMARY KEY (name)
);

table duplicate_pair (
  person_id uuid not null,
  other_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  score smallint not null,
  reasons text[] not null,
  state text not null,
  found_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  sealed bytea,
  PRIMARY KEY (person_id, other_id),
  CHECK ((state = ANY (ARRAY['open'::text, 'dismissed'::text, 'merged'::text, 'gone'::text])))
);
CREATE INDEX duplicate_pair_id_idx ON public.duplicate_pair USING btree (id);
CREATE INDEX duplicate_pair_list ON public.duplicate_pair USING btree (area, score DESC, id) WHERE (state = 'open'::text);
CREATE INDEX duplicate_pair_other_id_idx ON public.duplicate_pair USING btree (other_id);
CREATE INDEX duplicate_pair_wide ON public.duplicate_pair USING btree (score DESC, id) WHERE (state = 'open'::text);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

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

table entry (
  person_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  gate_id uuid,
  gate_area text collate "C",
  gate_name text,
  level text not null,
  symptoms text[] not null,
  declared_at timestamp with time zone not null,
  state text not null,
  confirmed_at timestamp with time zone,
  confirmed_by uuid,
  sealed bytea not null,
  confirmed bytea,
  superseded_by uuid,
  PRIMARY KEY (person_id, id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'cleared'::text, 'quarantine'::text, 'sample'::text, 'refused'::text])))
);
CREATE INDEX entry_area_declared_at_id_idx ON public.entry USING btree (area, declared_at DESC, id DESC);
CREATE INDEX entry_declared_at_id_idx ON public.entry USING btree (declared_at DESC, id DESC);
CREATE INDEX entry_gate_area_declared_at_id_idx ON public.entry USING btree (gate_area, declared_at DESC, id DESC);
CREATE INDEX entry_gate_id_declared_at_id_idx ON public.entry USING btree (gate_id, declared_at DESC, id DESC);
CREATE INDEX entry_id_idx ON public.entry USING btree (id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy gate for all to lachan_app using ((gate_area >= current_setting('app.area_from'::text, true)) AND (gate_area < current_setting('app.area_to'::text, true)));
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy superseded for update to lachan_ingest using true check true;
grant select, update to lachan_app;
grant select to lachan_citizen;
grant insert to lachan_ingest;
grant select (declared_at, id, person_id, state, superseded_by) to lachan_ingest;
grant update (superseded_by) to lachan_ingest;

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

table exposure_notice (
  case_id uuid not null,
  id uuid not null,
  area text collate "C" not null,
  venue_id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  reach text not null,
  names_venue boolean not null,
  there integer not null,
  told integer not null,
  again integer not null,
  without_phone integer not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  PRIMARY KEY (case_id, id),
  CHECK ((reach = ANY (ARRAY['threshold'::text, 'all'::text])))
);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy trace for all to lachan_trace using true check true;
grant insert, select to lachan_trace;

table exposure_told (
  mark bytea not null,
  at timestamp with time zone not null,
  PRIMARY KEY (mark)
);
grant insert, select to lachan_trace;

table focal_point (
  area text collate "C" not null,
  id uuid not null,
  kind text not null,
  name text not null,
  phone text not null,
  hours text,
  at timestamp with time zone not null,
  by_account uuid not null,
  removed_at timestamp with time zone,
  PRIMARY KEY (area, id),
  CHECK ((kind = ANY (ARRAY['general'::text, 'technical'::text, 'press'::text])))
);
CREATE INDEX focal_point_id_idx ON public.focal_point USING btree (id);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy owner for all to lachan_owner using true check true;
policy published for select to lachan_door using true;
grant insert, select, update to lachan_app;
grant select to lachan_door;

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

table full_name (
  key bigint not null,
  tokens text[] not null,
  PRIMARY KEY (key)
);
comment The names people have or had, as folded syllables; the key leads to their bearers in person_area.;
CREATE INDEX full_name_tokens_idx ON public.full_name USING gin (tokens);
grant insert, select to lachan_app;
grant insert, select to lachan_citizen;
grant insert, select to lachan_ingest;
grant insert, select to lachan_trace;

table gate (
  id uuid not null,
  name text not null,
  spelling text not null,
  kind text not null,
  area text collate "C" not null,
  closed_at timestamp with time zone,
  by_account uuid,
  at timestamp with time zone not null,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['border'::text, 'airport'::text, 'port'::text, 'rail'::text, 'checkpoint'::text])))
);
CREATE UNIQUE INDEX gate_open ON public.gate USING btree (spelling, kind, area) WHERE (closed_at IS NULL);
row level security, forced;
policy changed for update to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) <> ''::text))) check (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy listed for select to lachan_app, lachan_citizen, lachan_door, lachan_ingest using true;
policy made for insert to lachan_app check (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;
grant select to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table hamlet (
  area text collate "C" not null,
  id uuid not null,
  name text not null,
  sealed bytea not null,
  closed_at timestamp with time zone,
  teams uuid[] not null default '{}'::uuid[],
  former text[] not null default '{}'::text[],
  PRIMARY KEY (area, id)
);
CREATE INDEX hamlet_id_idx ON public.hamlet USING btree (id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy names for select to lachan_door using true;
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;
grant select to lachan_door;

table health_area (
  id uuid not null,
  province text collate "C" not null,
  code text not null,
  name text not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  dissolved_at timestamp with time zone,
  UNIQUE (province, code),
  PRIMARY KEY (id)
);
comment A code is given once: the unit's own rows keep its path after it was dissolved.;
grant select to lachan_app;
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

table import (
  id uuid not null,
  kind text not null,
  area text collate "C" not null,
  default_area text collate "C",
  state text not null,
  encoding text,
  sealed bytea not null,
  row_count integer not null,
  done integer not null default 0,
  counts jsonb not null default '{}'::jsonb,
  by_account uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  applied_at timestamp with time zone,
  emptied_at timestamp with time zone,
  runner uuid,
  lease_until timestamp with time zone,
  problem text,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['people'::text, 'declarations'::text]))),
  CHECK ((state = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'applying'::text, 'applied'::text, 'cancelled'::text, 'failed'::text])))
);
CREATE INDEX import_area_at_id_idx ON public.import USING btree (area, at DESC, id DESC);
CREATE INDEX import_changed_at_idx ON public.import USING btree (changed_at) WHERE (state = ANY (ARRAY['checking'::text, 'applying'::text]));
CREATE INDEX import_changed_at_idx1 ON public.import USING btree (changed_at) WHERE (emptied_at IS NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

table import_chunk (
  import_id uuid not null,
  number integer not null,
  area text collate "C" not null,
  fates jsonb not null,
  content bytea not null,
  verdicts bytea not null,
  applied_at timestamp with time zone,
  PRIMARY KEY (import_id, number)
);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

table import_file (
  import_id uuid not null,
  number integer not null,
  area text collate "C" not null,
  sealed bytea not null,
  PRIMARY KEY (import_id, number)
);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
grant insert, select to lachan_app;

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

table journey (
  person_id uuid not null,
  id uuid not null,
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  vehicle text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  level text not null,
  declared_at timestamp with time zone not null,
  sealed bytea not null,
  pass_id uuid,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX journey_from_area_valid_from_id_idx ON public.journey USING btree (from_area, valid_from DESC, id DESC) WHERE (pass_id IS NULL);
CREATE INDEX journey_to_area_valid_from_id_idx ON public.journey USING btree (to_area, valid_from DESC, id DESC) WHERE (pass_id IS NULL);
CREATE INDEX journey_valid_from_id_idx ON public.journey USING btree (valid_from DESC, id DESC) WHERE (pass_id IS NULL);
row level security, forced;
policy area for all to lachan_app using ((from_area >= current_setting('app.area_from'::text, true)) AND (from_area < current_setting('app.area_to'::text, true)));
policy destination for all to lachan_app using ((to_area >= current_setting('app.area_from'::text, true)) AND (to_area < current_setting('app.area_to'::text, true)));
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant select, update to lachan_app;
grant select, update to lachan_citizen;
grant insert to lachan_ingest;

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
grant delete, insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert, select, update to lachan_door;
grant insert to lachan_ingest;
grant select (account_id, person_id, relation, state) to lachan_ingest;
grant select (account_id, person_id, relation, state) to lachan_trace;

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
grant insert to lachan_trace;

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

table pass (
  person_id uuid not null,
  id uuid not null,
  declaration_id uuid not null,
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  vehicle text not null,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone not null,
  level text not null,
  declared_at timestamp with time zone not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  revoked_for text,
  revocation bytea,
  PRIMARY KEY (person_id, id),
  CHECK ((revoked_for = ANY (ARRAY['officer'::text, 'traveller'::text, 'death'::text])))
);
CREATE INDEX pass_from_area_valid_from_id_idx ON public.pass USING btree (from_area, valid_from DESC, id DESC);
CREATE INDEX pass_id_idx ON public.pass USING btree (id);
CREATE UNIQUE INDEX pass_of_declaration ON public.pass USING btree (person_id, declaration_id) WHERE (revoked_at IS NULL);
CREATE INDEX pass_revoked_at_id_idx ON public.pass USING btree (revoked_at, id) WHERE (revoked_at IS NOT NULL);
CREATE INDEX pass_to_area_valid_from_id_idx ON public.pass USING btree (to_area, valid_from DESC, id DESC);
CREATE INDEX pass_valid_from_id_idx ON public.pass USING btree (valid_from DESC, id DESC);
row level security, forced;
policy area for all to lachan_app using ((from_area >= current_setting('app.area_from'::text, true)) AND (from_area < current_setting('app.area_to'::text, true)));
policy destination for all to lachan_app using ((to_area >= current_setting('app.area_from'::text, true)) AND (to_area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;

table pass_check (
  id uuid not null,
  area text collate "C" not null,
  gate_id uuid,
  direction text,
  person_id uuid,
  pass_id uuid,
  colour text not null,
  reason text not null,
  shown text,
  at timestamp with time zone not null,
  stored_at timestamp with time zone not null,
  by_account uuid not null,
  body_hash bytea not null,
  PRIMARY KEY (id),
  CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE INDEX pass_check_area_at_id_idx ON public.pass_check USING btree (area, at DESC, id DESC);
CREATE INDEX pass_check_at_id_idx ON public.pass_check USING btree (at DESC, id DESC);
CREATE INDEX pass_check_gate_id_at_id_idx ON public.pass_check USING btree (gate_id, at DESC, id DESC) WHERE (gate_id IS NOT NULL);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy owner for all to lachan_owner using true check true;
grant insert, select to lachan_app;
grant update (shown) to lachan_app;

table passkey (
  id uuid not null,
  account_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  ended_at timestamp with time zone,
  UNIQUE (credential_id),
  PRIMARY KEY (id)
);
CREATE INDEX passkey_account_id_idx ON public.passkey USING btree (account_id) WHERE (ended_at IS NULL);
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_door;

table passkey_challenge (
  id uuid not null,
  account_id uuid,
  challenge text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (id)
);
grant insert, select, update to lachan_app;
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
  merged_into uuid,
  merged_ids uuid[],
  now_hash bytea,
  officer_at timestamp with time zone,
  PRIMARY KEY (id)
);
CREATE INDEX person_area_birth_year_idx ON public.person USING btree (area, birth_year);
CREATE INDEX person_area_body_hash_idx ON public.person USING btree (area, body_hash);
CREATE INDEX person_identity_hash_idx ON public.person USING btree (identity_hash) WHERE (identity_hash IS NOT NULL);
CREATE INDEX person_merged ON public.person USING btree (id) WHERE (merged_into IS NOT NULL);
CREATE INDEX person_phone_hash_idx ON public.person USING btree (phone_hash) WHERE (phone_hash IS NOT NULL);
CREATE INDEX person_standing ON public.person USING btree (id) WHERE (merged_ids IS NOT NULL);
CREATE INDEX person_updated_at_id_idx ON public.person USING btree (updated_at, id);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = person.id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy existing for select to lachan_ingest using true;
policy made_by_app for insert to lachan_app check true;
policy made_by_ingest for insert to lachan_ingest check true;
policy made_by_trace for insert to lachan_trace check true;
policy offered for select to lachan_door using (phone_hash = decode(NULLIF(current_setting('app.phone_hash'::text, true), ''::text), 'hex'::text));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy trace for select to lachan_trace using true;
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert to lachan_ingest;
grant insert, select to lachan_trace;
grant select (area, birth_year, died_on, id, made_as, made_by, merged_ids, merged_into, phone_hash, sealed) to lachan_door;
grant select (area, birth_year, body_hash, died_on, hamlet, health, id, merged_ids, merged_into, now_hash) to lachan_ingest;

table person_area (
  person_id uuid not null,
  area text collate "C" not null,
  reason text not null,
  tokens text[] not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  merged_into uuid,
  PRIMARY KEY (person_id, area)
);
CREATE INDEX person_area_area_person_id_idx ON public.person_area USING btree (area, person_id);
CREATE INDEX person_area_name ON public.person_area USING btree (hash_array_extended(tokens, (0)::bigint), area, person_id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy existing for select to lachan_ingest using true;
policy made for insert to lachan_ingest check true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy renewed for update to lachan_ingest using true check true;
policy trace for all to lachan_trace using true check true;
grant delete, insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant insert to lachan_ingest;
grant insert, select, update to lachan_trace;
grant select (area, person_id, reason, tokens, until) to lachan_ingest;
grant update (reason, until) to lachan_ingest;

table person_code (
  person_id uuid not null,
  id uuid not null,
  issued_at timestamp with time zone not null,
  by_account uuid not null,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  reason text,
  PRIMARY KEY (person_id, id),
  CHECK ((reason = ANY (ARRAY['lost'::text, 'renewed'::text, 'withdrawn'::text, 'died'::text])))
);
comment At most one code of a person is current; every earlier one stays, revoked.;
CREATE UNIQUE INDEX person_code_current ON public.person_code USING btree (person_id) WHERE (revoked_at IS NULL);
CREATE INDEX person_code_id_idx ON public.person_code USING btree (id);
CREATE INDEX person_code_withdrawn ON public.person_code USING btree (revoked_at DESC, id) WHERE (revoked_at IS NOT NULL);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = person_code.person_id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy existing for select to lachan_ingest using true;
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant select (id, person_id, revoked_at) to lachan_ingest;

table person_merge (
  person_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  sealed bytea not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_why bytea,
  PRIMARY KEY (person_id, id)
);
CREATE INDEX person_merge_at_idx ON public.person_merge USING btree (at) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX person_merge_open ON public.person_merge USING btree (person_id) WHERE (undone_at IS NULL);
CREATE INDEX person_merge_undone_at_idx ON public.person_merge USING btree (undone_at) WHERE (undone_at IS NOT NULL);
row level security, forced;
policy dealt_with for all to lachan_app using (EXISTS ( SELECT
   FROM person_area
  WHERE ((person_area.person_id = person_merge.person_id) AND ((person_area.until IS NULL) OR (person_area.until > statement_timestamp())))
 OFFSET 0));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

table problem_answer (
  reporter uuid not null,
  id uuid not null,
  report_id uuid not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  PRIMARY KEY (reporter, id)
);
CREATE INDEX problem_answer_reporter_report_id_at_idx ON public.problem_answer USING btree (reporter, report_id, at);
row level security, forced;
policy own for all to lachan_citizen using ((reporter)::text = current_setting('app.account'::text, true));
policy owner for all to lachan_owner using true check true;
policy reported for all to lachan_app using (EXISTS ( SELECT
   FROM problem_report r
  WHERE ((r.reporter = problem_answer.reporter) AND (r.id = problem_answer.report_id))
 OFFSET 0));
grant insert, select to lachan_app;
grant select to lachan_citizen;

table problem_report (
  reporter uuid not null,
  id uuid not null,
  area text collate "C" not null,
  told_area text collate "C",
  as_kind text not null,
  sealed bytea not null,
  at timestamp with time zone not null,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  PRIMARY KEY (reporter, id)
);
CREATE INDEX problem_report_at_id_idx ON public.problem_report USING btree (at DESC, id DESC);
CREATE INDEX problem_report_id_idx ON public.problem_report USING btree (id);
CREATE INDEX problem_report_open ON public.problem_report USING btree (area, at DESC, id DESC) WHERE (closed_at IS NULL);
CREATE INDEX problem_report_reporter_at_id_idx ON public.problem_report USING btree (reporter, at DESC, id DESC);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy own for all to lachan_citizen using ((reporter)::text = current_setting('app.account'::text, true));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;
grant insert, select to lachan_citizen;

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
grant insert, select to lachan_ingest;
grant insert, select to lachan_trace;

table reminder (
  id uuid not null,
  area text collate "C" not null,
  about text collate "C" not null,
  kind text not null,
  from_area text collate "C",
  by_account uuid,
  sealed bytea,
  figures jsonb not null,
  at timestamp with time zone not null,
  slot bigint,
  due_at timestamp with time zone,
  escalated_at timestamp with time zone,
  settled_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['reminder'::text, 'escalation'::text, 'alarm'::text])))
);
CREATE INDEX reminder_about_at_idx ON public.reminder USING btree (about, at DESC) WHERE (kind = 'reminder'::text);
CREATE INDEX reminder_area_at_id_idx ON public.reminder USING btree (area, at DESC, id DESC);
CREATE INDEX reminder_due_at_idx ON public.reminder USING btree (due_at) WHERE ((settled_at IS NULL) AND (due_at IS NOT NULL));
CREATE UNIQUE INDEX reminder_slot ON public.reminder USING btree (about, slot) WHERE (kind = 'reminder'::text);
row level security, forced;
policy area for all to lachan_app using (((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true))) OR ((area = ''::text) AND (current_setting('app.area_from'::text, true) = '0'::text)));
policy owner for all to lachan_owner using true check true;
grant insert, select, update to lachan_app;

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
grant select to lachan_trace;

table syllable (
  word text not null,
  PRIMARY KEY (word)
);
comment The dictionary that typed syllables are corrected against.;
grant insert, select to lachan_app;
grant insert, select to lachan_citizen;
grant insert, select to lachan_ingest;
grant insert to lachan_trace;

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
CREATE INDEX test_area_result_at_id_idx ON public.test USING btree (area, result_at DESC, id) WHERE (result = 'positive'::text);
CREATE INDEX test_area_sampled_at_id_idx ON public.test USING btree (area, sampled_at, id);
CREATE INDEX test_area_sampled_at_id_idx1 ON public.test USING btree (area, sampled_at, id) WHERE (result IS NULL);
CREATE INDEX test_id_idx ON public.test USING btree (id);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy trace for select to lachan_trace using true;
grant insert, select, update to lachan_app;
grant select to lachan_citizen;
grant select to lachan_trace;

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

table venue (
  id uuid not null,
  area text collate "C" not null,
  kind text not null,
  name text not null,
  address text,
  lat double precision,
  lon double precision,
  hours jsonb,
  vehicle jsonb,
  code text not null,
  serial smallint not null,
  sealed bytea,
  owner uuid not null,
  state text not null,
  rotating bytea,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  last_visit_on date,
  reminded_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_as text,
  closed_reason bytea,
  heir uuid,
  offered_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((closed_as = ANY (ARRAY['citizen'::text, 'officer'::text]))),
  CHECK ((state = ANY (ARRAY['active'::text, 'closed'::text])))
);
comment What stands on the poster of a place or vehicle is public; the phone of its owner is sealed.;
CREATE INDEX venue_area_id_idx ON public.venue USING btree (area, id);
CREATE INDEX venue_area_last_visit_on_id_idx ON public.venue USING btree (area, last_visit_on NULLS FIRST, id) WHERE (state = 'active'::text);
CREATE INDEX venue_code_idx ON public.venue USING btree (code);
CREATE INDEX venue_heir_idx ON public.venue USING btree (heir) WHERE (heir IS NOT NULL);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy kept for update to lachan_citizen using (EXISTS ( SELECT
   FROM venue_member m
  WHERE ((m.venue_id = venue.id) AND ((m.account_id)::text = current_setting('app.account'::text, true)) AND (m.until IS NULL) AND (m.role = 'owner'::text))));
policy offered for update to lachan_citizen using ((heir)::text = current_setting('app.account'::text, true)) check (heir IS NULL);
policy owned for insert to lachan_citizen check ((owner)::text = current_setting('app.account'::text, true));
policy owner for all to lachan_owner using true check true;
policy shown for select to lachan_app, lachan_citizen, lachan_door, lachan_ingest, lachan_trace using true;
policy visited for update to lachan_ingest using true check true;
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;
grant select to lachan_trace;
grant update (last_visit_on) to lachan_ingest;

table venue_day (
  venue_id uuid not null,
  day date not null,
  entered integer not null,
  left_count integer not null,
  PRIMARY KEY (venue_id, day)
);
grant select to lachan_app;
grant select to lachan_citizen;
grant insert, select, update to lachan_ingest;
grant select to lachan_trace;

table venue_member (
  venue_id uuid not null,
  account_id uuid not null,
  role text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  PRIMARY KEY (venue_id, account_id),
  CHECK ((role = ANY (ARRAY['owner'::text, 'controller'::text])))
);
CREATE INDEX venue_member_account_id_idx ON public.venue_member USING btree (account_id);
grant insert, select, update to lachan_app;
grant insert, select, update to lachan_citizen;
grant select to lachan_door;
grant select to lachan_ingest;

table visit (
  venue_id uuid not null,
  in_at timestamp with time zone not null,
  id uuid not null,
  out_at timestamp with time zone,
  visitor uuid not null,
  flags smallint not null,
  method smallint not null,
  answer smallint not null,
  seat text,
  claim bytea not null,
  stored_at timestamp with time zone not null,
  PRIMARY KEY (venue_id, in_at, id) INCLUDE (out_at, visitor, flags)
);
CREATE INDEX visit_id_idx ON ONLY public.visit USING btree (id);
CREATE INDEX visit_long ON ONLY public.visit USING btree (venue_id, in_at) INCLUDE (out_at, visitor, flags) WHERE ((out_at - in_at) > '12:00:00'::interval);
CREATE INDEX visit_open ON ONLY public.visit USING btree (venue_id, in_at) INCLUDE (out_at, visitor, flags) WHERE (out_at IS NULL);
CREATE INDEX visit_visitor_in_at_idx ON ONLY public.visit USING btree (visitor, in_at);
grant insert to lachan_ingest;
grant select to lachan_trace;
grant select (answer, claim, flags, id, in_at, out_at, venue_id, visitor) to lachan_ingest;
grant update (answer, flags, out_at, visitor) to lachan_ingest;

table visit_opening (
  person_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  area text collate "C" not null,
  reason text not null,
  at timestamp with time zone not null,
  by_account uuid not null,
  PRIMARY KEY (person_id, id)
);
row level security, forced;
policy area for all to lachan_app using ((area >= current_setting('app.area_from'::text, true)) AND (area < current_setting('app.area_to'::text, true)));
policy owner for all to lachan_owner using true check true;
policy person for all to lachan_citizen using (person_id = ANY ((string_to_array(NULLIF(current_setting('app.persons'::text, true), ''::text), ','::text))::uuid[]));
policy trace for all to lachan_trace using true check true;
grant insert, select to lachan_app;
grant select to lachan_citizen;
grant insert, select, update to lachan_trace;

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
CREATE INDEX work_item_due ON public.work_item USING btree (area) INCLUDE (level, taken_at, take_by, reached_at, reach_by, attempts) WHERE (closed_at IS NULL);
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
grant delete, insert, select, update to lachan_app;
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
