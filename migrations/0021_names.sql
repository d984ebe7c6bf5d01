-- A name is searched for once, not once for each of its bearers: millions of people have some hundred thousand names.
create table full_name (
  key bigint primary key,
  tokens text[] not null
);
select lachan_reference('full_name');
comment on table full_name is 'The names people have or had, as folded syllables; the key leads to their bearers in person_area.';
insert into full_name select distinct on (1) hash_array_extended(tokens, 0), tokens from person_area;
create index on full_name using gin (tokens);
grant select, insert on full_name to lachan_app, lachan_citizen, lachan_ingest, lachan_trace;

drop index person_area_tokens_idx;
alter table person_area alter column tokens set statistics -1;
create index person_area_name on person_area (hash_array_extended(tokens, 0), area, person_id);
