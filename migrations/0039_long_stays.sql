-- Who was there at a time came in the twelve hours before or stayed longer than that. Nearly all stays are short, so a tracing that
-- looks two days back by the primary key reads seven rows for each that it finds.
create index visit_long on visit (venue_id, in_at) include (out_at, visitor, flags) where out_at - in_at > interval '12 hours';
-- Open stays by their venue, for the same question, with what the primary key carries, lest the planner take that one; the sweep that
-- ends forgotten ones reads them all in any order.
create index visit_open on visit (venue_id, in_at) include (out_at, visitor, flags) where out_at is null;
drop index visit_in_at_idx;
