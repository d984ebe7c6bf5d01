-- A code and a door's word go to somebody who stands there at that minute: under the hash that the person's record has as well, their
-- moment told whose the visit was; so did that of a word about a case, beside the notice that names the place. From now on they know a
-- phone by a hash of one kind and one day; what was there before knows none.
update message set to_hash = uuid_send(gen_random_uuid()) where purpose in ('otp', 'door', 'exposure');
comment on column message.to_hash is 'of the phone; of what follows from a visit a hash of kind, day and phone, which joins with nothing';

-- A code lives for minutes: one that was under way is asked for again.
delete from otp;
alter table otp drop column purpose;
comment on column otp.phone_hash is 'of what the code is for, the day and the phone';

-- Their keys were of a phone from one window to the next.
delete from budget where key like 'otp %';

-- The cards that a door without a network takes no more.
create index person_code_withdrawn on person_code (revoked_at desc, id) where revoked_at is not null;
