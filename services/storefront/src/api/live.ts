import { type Static, Type } from 'typebox'
import { Nullable, Time, Uuid } from './parts.ts'

/** Query of `GET /api/live`; without any of these: all events. */
export const LiveQuery = Type.Object(
  {
    order: Type.Optional({ ...Uuid, description: 'Only events of this order' }),
    service: Type.Optional(
      Type.String({ pattern: '^[a-z]+(,[a-z]+)*$', description: 'Only what these announce, as `order,payment`' }),
    ),
    topic: Type.Optional(
      Type.String({ maxLength: 2_000, pattern: '^[\\w.,-]+$', description: 'Only these topics, separated by commas' }),
    ),
    mine: Type.Optional(Type.Boolean({ description: 'Only events of the caller’s own orders' })),
    from: Type.Optional(
      Type.Union([Type.Literal('now'), Type.Literal('recent')], {
        description: 'Without `Last-Event-ID`: what happens from now on, or first what is still remembered here',
      }),
    ),
    after: Type.Optional(
      Type.String({ maxLength: 4_000, description: 'As `Last-Event-ID`, for those who cannot set a header' }),
    ),
  },
  { additionalProperties: false },
)
export type LiveQuery = Static<typeof LiveQuery>

/**
 * An event, as the data of an SSE message (no `event:` name, so `onmessage` hears it). Each has an `id:` that says how
 * far every partition was read; opaque: a browser sends it back by itself. An event is told once for a given id; tell
 * events apart by topic, partition and offset. Personal data reads `…`.
 */
export const LiveEvent = Type.Object(
  {
    topic: Type.String(),
    partition: Type.Integer(),
    offset: Type.Integer(),
    /** When Kafka’s record was written, epoch milliseconds. */
    writtenAt: Type.Number(),
    position: Nullable(
      Type.String({ description: 'As the relay wrote it: `<system>:<timeline>:<rebuilds>:<LSN>:<index>`' }),
    ),
    lsn: Nullable(Type.String({ description: 'Where its commit stands in the announcer’s write-ahead log' })),
    schemaId: Nullable(Type.Integer()),
    id: Nullable(Type.String({ description: 'The event’s id; null when the record is no event' })),
    type: Type.String({ description: 'As `OrderRequested`' }),
    source: Type.String({ description: 'The service that announced it' }),
    time: Nullable(Time),
    subject: Nullable(Type.String({ description: 'The order or product' })),
    correlationId: Nullable(Type.String({ description: 'The order' })),
    causationId: Nullable(Type.String({ description: 'The event or request that led to it' })),
    traceparent: Nullable(Type.String()),
    key: Nullable(Type.String()),
    data: Type.Unknown({ description: 'What it says; null when it cannot be read' }),
    unreadable: Type.Optional(Type.String({ description: 'Why it cannot be read' })),
  },
  { title: 'LiveEvent' },
)
export type LiveEvent = Static<typeof LiveEvent>

/** Data of the SSE message `hello`, the first of each connection. */
export const LiveHello = Type.Object(
  {
    resumed: Type.Union([Type.Literal('now'), Type.Literal('memory'), Type.Literal('kafka')], {
      description: 'From where what was missed came',
    }),
    gap: Type.Optional(Type.String({ description: 'Some events cannot be told any more, and why' })),
    partitions: Type.Integer(),
  },
  { title: 'LiveHello' },
)
export type LiveHello = Static<typeof LiveHello>

/** Data of the SSE message `pulse`, every few seconds also when nothing happens. Nothing for 15 s: connect again. */
export const LivePulse = Type.Object(
  {
    at: Time,
    listening: Type.Boolean({ description: 'false: Kafka is out of reach; events will follow' }),
    behind: Type.Integer({ description: 'Events in Kafka that were not read yet, about' }),
  },
  { title: 'LivePulse' },
)
export type LivePulse = Static<typeof LivePulse>
