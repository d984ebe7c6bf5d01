-- The list behind a campaign's count: few declarations come by a source, so the index holds those alone.
create index on declaration (source, at desc, id desc) where source is not null;
