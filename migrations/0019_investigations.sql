-- Which unit published a milestone, as the public reads it.
alter table case_milestone add column published_area text collate "C";
alter table case_milestone add column published_by uuid;

-- The door reads what was published, and of it neither whose it is nor what the officers wrote for themselves.
revoke select on case_milestone from lachan_door;
grant select (id, case_id, kind, from_at, to_at, venue_id, area, public_text, published_at, published_area, removed_at) on case_milestone to lachan_door;
select lachan_belt('case_milestone', null, null);
create policy trace on case_milestone to lachan_trace using (true) with check (true);
create policy published on case_milestone for select to lachan_door using (published_at is not null and removed_at is null);
create index on case_milestone (from_at desc, id desc) where published_at is not null and removed_at is null;
drop index case_milestone_published_at_idx;

-- What a revoked case published is gone with it.
grant select (id, state) on confirmed_case to lachan_door;
create policy published on confirmed_case for select to lachan_door using (true);

-- Cases of one outbreak are looked at together.
create index on confirmed_case (outbreak) where outbreak is not null and state <> 'revoked';
