-- Lists on their way in: a file of an office, what each of its rows would do, and what it did. Names and numbers stand in
-- the sealed parts alone, chunk by chunk, so that a list of 100,000 rows is a few hundred rows here.
create table import (
  id uuid primary key,
  kind text not null check (kind in ('people', 'declarations')),
  area text collate "C" not null,
  default_area text collate "C",
  state text not null check (state in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed')),
  encoding text,
  sealed bytea not null,
  row_count integer not null,
  done integer not null default 0,
  counts jsonb not null default '{}',
  by_account uuid not null,
  by_name text not null,
  at timestamptz not null,
  changed_at timestamptz not null,
  checked_at timestamptz,
  applied_at timestamptz,
  emptied_at timestamptz,
  runner uuid,
  lease_until timestamptz,
  problem text
);
comment on column import.area is 'the list may only hold people of this area; default_area is the commune of rows that name none';
comment on column import.counts is 'rows by fate; while applying, of the rows done so far as they came out';
comment on column import.runner is 'who works on it until lease_until; a server that died lets go by the clock';
comment on column import.emptied_at is 'when file and rows were destroyed; the receipt stays';
select lachan_distribute('import', 'id');
create index on import (area, at desc, id desc);
create index on import (changed_at) where state in ('checking', 'applying');
create index on import (changed_at) where emptied_at is null;
select lachan_belt('import', 'area', null);

-- The file as it came: compressed, in pieces, each sealed.
create table import_file (
  import_id uuid not null,
  number integer not null,
  area text collate "C" not null,
  sealed bytea not null,
  primary key (import_id, number)
);
select lachan_distribute('import_file', 'import_id');
select lachan_belt('import_file', 'area', null);

create table import_chunk (
  import_id uuid not null,
  number integer not null,
  area text collate "C" not null,
  fates jsonb not null,
  content bytea not null,
  verdicts bytea not null,
  applied_at timestamptz,
  primary key (import_id, number)
);
comment on column import_chunk.fates is 'how many rows of each fate: a list of one fate skips the chunks without it';
select lachan_distribute('import_chunk', 'import_id');
select lachan_belt('import_chunk', 'area', null);

grant select, insert, update on import to lachan_app;
grant select, insert on import_file to lachan_app;
grant select, insert, update on import_chunk to lachan_app;

-- Whether a name and year of birth is known in a commune, for hundreds of rows at once.
create index on person (area, body_hash);
