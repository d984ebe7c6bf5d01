-- What the approver wrote for colleagues beside the figures; it is not published.
alter table approved_figure add column note text;
