-- A decision taken back leaves a contact undecided, as before it: the newest row counts, and here it says nothing.
alter table contact_decision alter column accepted drop not null;
comment on column contact_decision.accepted is 'null: taken back, the contact waits for a decision again';
