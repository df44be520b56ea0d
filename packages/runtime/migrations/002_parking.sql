-- What cannot be processed waits here for a person, together with the later events of its order.

-- Events. One without a reason waits behind an earlier one of its key. They are heard again in the order of their ids.
create table parked (
  id               bigint generated always as identity primary key,
  key              text not null,
  topic            text not null,
  partition        int not null,
  record_offset    bigint not null,
  recorded_at      timestamptz not null,
  -- Null when the record is no event that can be read.
  event_id         uuid unique,
  headers          jsonb not null,
  key_bytes        bytea,
  payload          bytea,
  reason           text,
  attempts         int not null,
  parked_at        timestamptz not null default now(),
  dead_lettered_at timestamptz
);
create index parked_by_key on parked (key, id);

-- What was done about them and by whom; it stays when they are gone.
create table parking_history (
  id            bigint generated always as identity primary key,
  -- The id of what was parked: a number of an event, a UUID of an outside call.
  parked_id     text not null,
  key           text not null,
  topic         text,
  partition     int,
  record_offset bigint,
  action        text not null check (action in ('parked', 'waited', 'redriven', 'discarded')),
  by            text not null,
  reason        text,
  at            timestamptz not null default now()
);
create index parking_history_of on parking_history (parked_id, id);

-- An event that is heard early keeps the record it came in, as it may have to be parked later.
alter table early add column record jsonb;

-- Why an outside call is owed no more until a person has looked, and its outcome if that is known. It is due at infinity.
alter table intents add column parked text, add column outcome jsonb;
create index intents_parked on intents (correlationid) where parked is not null;
