-- What is owed until when: to this service by others, or by it to others. A row goes when what is owed is there.
-- Only what is under way stands here, so it is read as a whole; without an index on `due_at` a move rewrites no index.
create table deadlines (
  kind          text not null,
  entity        text not null,
  since         timestamptz not null default now(),
  due_at        timestamptz not null,
  correlationid text not null,
  traceparent   text,
  -- The event or cause that started or moved it last: what follows from its passing has ids that follow from this.
  cause_id      uuid not null,
  primary key (kind, entity)
) with (fillfactor = 50);

-- Since when an outside call is owed, however often it was tried.
alter table intents add column since timestamptz not null default now();
