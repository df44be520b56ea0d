-- After this database was restored from a backup. All of it is empty when the service has heard again what it had heard.

-- Up to where records may have been heard before, with effects that nobody here remembers.
create table replays (
  topic        text   not null,
  partition    int    not null,
  until_offset bigint not null,
  primary key (topic, partition)
);

-- What this service had announced after the backup, in its order, with the cause that had led to it.
create table recollections (
  position      bigint generated always as identity primary key,
  event_id      uuid   not null unique,
  topic         text   not null,
  key           text   not null,
  data          jsonb  not null,
  causationid   uuid   not null,
  correlationid text   not null,
  traceparent   text
);
create index recollections_of_cause on recollections (causationid);
