-- A code that a visitor reads out at a door proves the phone there, and signs nobody in.
alter table otp add column purpose text not null default 'session' check (purpose in ('session', 'visit'));

-- Whose card was read: only a record that its holder keeps, agreed to, or an officer made, speaks for a card.
grant select (person_id, account_id, relation, state) on kin to lachan_trace;

comment on column visit.flags is '1 doubtful, 2 its end is estimated, 4 recorded late, 8 doubtful only until the typed phone is proven';
