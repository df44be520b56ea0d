-- What every service keeps beside its own tables: how events come in, what they caused, how facts go out.

-- An event, or the outcome of an intent, is applied once per service.
create table inbox (
  event_id uuid primary key,
  heard_at timestamptz not null default now()
);

-- Events that came before what they are about; they are heard again when that is there.
create table early (
  event_id  uuid primary key,
  entity_id text not null,
  cause     jsonb not null,
  heard_at  timestamptz not null default now()
);
create index early_by_entity on early (entity_id);

-- The next offset to hear of each partition. Moves in the transaction that applies the events before it.
create table positions (
  topic       text   not null,
  partition   int    not null,
  next_offset bigint not null check (next_offset >= 0),
  primary key (topic, partition)
);

-- Announcing is inserting here; the relay carries it on from the write-ahead log. Columns as Debezium's event router expects.
create table outbox (
  id            uuid primary key,
  aggregatetype text not null,
  aggregateid   text not null,
  type          text not null,
  topic         text not null,
  payload       bytea not null,
  source        text not null,
  time          timestamptz not null default now(),
  subject       text not null,
  correlationid text not null,
  causationid   text not null,
  traceparent   text,
  tracestate    text,
  position      bigint generated always as identity
);
create publication outbox for table outbox with (publish = 'insert');

-- What was asked over HTTP under an idempotency key, and what was answered: the same question gets the same answer.
create table commands (
  id          uuid primary key,
  fingerprint text  not null,
  answer      jsonb not null,
  heard_at    timestamptz not null default now()
);

-- Outside calls that this service owes. The id follows from kind and key: one call for each, ever.
-- One that is claimed is due again when its lease is over.
create table intents (
  id            uuid primary key,
  kind          text not null,
  key           text not null,
  entity_id     text not null,
  body          jsonb not null,
  correlationid text not null,
  traceparent   text,
  attempts      int not null default 0,
  due_at        timestamptz not null
);
create index intents_due on intents (kind, due_at);
