-- The accounts of the team that watches a hamlet: of those who come home it sees who goes to its hamlets.
alter table hamlet add column teams uuid[] not null default '{}';
