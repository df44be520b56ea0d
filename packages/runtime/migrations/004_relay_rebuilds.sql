-- How often the relay's place in this outbox was made anew, and why. Positions in topics carry the number: those from
-- before a rebuild, or from a history that a restore has undone, are not compared with places in this log.
create table relay_rebuilds (
  number    int primary key,
  made_at   timestamptz not null default now(),
  announced bigint not null -- events that stood in the outbox and not on their topics
);
grant select on relay_rebuilds to public;
