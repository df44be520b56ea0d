import { type Static, Type } from 'typebox'
import { LiveEvent } from './live.ts'
import { Missing, Nullable, oneOf, Time } from './parts.ts'

/** What led to an event. `request`: somebody asked over HTTP; `outcome`: the outside world answered; `deadline`: time ran out. */
export const Because = Type.Object(
  {
    id: Type.String({ description: 'Of an event of this trail, or of what is no event' }),
    kind: oneOf(['event', 'request', 'outcome', 'deadline', 'unknown']),
    at: Nullable({ ...Time, description: 'When it was taken in, as far as that is kept' }),
    name: Nullable(Type.String({ description: 'As `ChargeCard`, for an outcome or a deadline' })),
  },
  { title: 'Because' },
)
export type Because = Static<typeof Because>

const CommittedAt = Nullable({
  ...Time,
  description: 'When that transaction committed, by the same clock; null where the database does not keep that',
})

/** The row by which an event was announced, as its service says. */
export const OutboxHop = Type.Object(
  {
    at: { ...Time, description: 'When the transaction began that wrote it, by the clock of its database' },
    committedAt: CommittedAt,
    position: Type.Integer({ description: 'Its number in this outbox' }),
    schemaId: Nullable(Type.Integer()),
    bytes: Type.Integer(),
  },
  { title: 'OutboxHop' },
)
export type OutboxHop = Static<typeof OutboxHop>

/** A record of an event. More than one: it was written more than once, and is heard once all the same. */
export const RecordHop = Type.Object(
  {
    topic: Type.String(),
    partition: Type.Integer(),
    offset: Type.Integer(),
    at: { ...Time, description: 'When the relay wrote it' },
    schemaId: Nullable(Type.Integer()),
    lsn: Nullable(Type.String({ description: 'The commit that announced it, in the write-ahead log' })),
    indexInCommit: Nullable(Type.Integer()),
    history: Nullable(
      Type.String({ description: '`<system>:<timeline>:<rebuilds>`: places of different ones do not compare' }),
    ),
    seenAt: Nullable({ ...Time, description: 'When it arrived at the storefront, if it did so live' }),
  },
  { title: 'RecordHop' },
)
export type RecordHop = Static<typeof RecordHop>

/** What a listener made of an event. */
export const Hearing = Type.Object(
  {
    service: Type.String(),
    verdict: oneOf(['applied', 'early', 'parked', 'behind', 'discarded', 'on-its-way', 'unknown'], {
      description:
        'applied · early: it waits until what it is about is there · parked: a person must look · behind: it waits behind a parked one · discarded: a person gave it up · on-its-way: not read yet · unknown: the service does not say, see `parts`, or has passed it and does not know it',
    }),
    at: Nullable({ ...Time, description: 'When the transaction began that heard it, by the clock of its database' }),
    committedAt: CommittedAt,
    ledTo: Type.Array(Type.String(), { description: 'Ids of events that this service announced because of it' }),
    repeats: Type.Integer({ description: 'Further records of the same event that were dropped' }),
    parked: Type.Optional(
      Type.Object({ id: Type.String(), reason: Nullable(Type.String()), attempts: Type.Integer() }),
    ),
  },
  { title: 'Hearing' },
)
export type Hearing = Static<typeof Hearing>

/** An event of the order with every hop that is known. What is not known yet, or by nobody, is null or empty. */
export const TrailEvent = Type.Object(
  {
    id: Type.String(),
    type: Type.String(),
    source: Type.String(),
    topic: Type.String(),
    time: Time,
    because: Because,
    outbox: Nullable(OutboxHop),
    records: Type.Array(RecordHop),
    hearings: Type.Array(Hearing, { description: 'One for each service that listens to it' }),
    traceparent: Nullable(Type.String()),
    data: Type.Unknown({ description: 'Personal data reads `…`; null while only the announcer knows it' }),
  },
  { title: 'TrailEvent' },
)
export type TrailEvent = Static<typeof TrailEvent>

/** A call to the outside world that has no outcome yet. */
export const OpenCall = Type.Object(
  {
    id: Type.String(),
    service: Type.String(),
    name: Type.String({ description: 'As `ChargeCard`' }),
    since: Time,
    attempts: Type.Integer(),
    dueAt: Nullable(Time),
    parked: Nullable(Type.String({ description: 'Why nobody tries any more' })),
  },
  { title: 'OpenCall' },
)
export type OpenCall = Static<typeof OpenCall>

/** A clock that runs for this order. */
export const OpenDeadline = Type.Object(
  { service: Type.String(), name: Type.String(), since: Time, dueAt: Time, startedBy: Type.String() },
  { title: 'OpenDeadline' },
)
export type OpenDeadline = Static<typeof OpenDeadline>

/** `GET /api/trail/:orderId`: asked from all services and from Kafka at once. */
export const Trail = Type.Object(
  {
    orderId: Type.String(),
    askedAt: Time,
    /** Everybody answered: what is not here does not exist. */
    complete: Type.Boolean(),
    parts: Type.Record(
      Type.String(),
      Type.Union([
        Type.Object({
          answered: Type.Literal(true),
          ms: Type.Number(),
          clockAhead: Nullable(
            Type.Number({
              description: 'Its database’s clock minus ours, milliseconds, half the question’s time allowed for',
            }),
          ),
        }),
        Missing,
      ]),
      { description: 'By service, and `kafka`' },
    ),
    events: Type.Array(TrailEvent, { description: 'In the order of their causes, then of their times' }),
    calls: Type.Array(OpenCall),
    deadlines: Type.Array(OpenDeadline),
    unreadable: Type.Array(LiveEvent, { description: 'Records under this order’s key that are no event' }),
  },
  { title: 'Trail' },
)
export type Trail = Static<typeof Trail>
