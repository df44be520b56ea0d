import { type Static, Type } from 'typebox'
import { Missing, Nullable, Time } from './parts.ts'

/** How one service is doing. Figures are null while it does not answer, or does not say. */
export const MapService = Type.Object(
  {
    name: Type.String(),
    ready: Type.Boolean(),
    why: Nullable(Type.String({ description: 'What is in the way' })),
    heardPerSecond: Nullable(Type.Number()),
    announcedPerSecond: Nullable(Type.Number()),
    lag: Nullable(Type.Integer({ description: 'Events in Kafka that it has not heard' })),
    outboxAgeSeconds: Nullable(
      Type.Number({ description: 'For how long the relay has not reached the end of its log' }),
    ),
    parked: Nullable(Type.Integer({ description: 'Orders that wait for a person' })),
    owed: Nullable(Type.Integer()),
    overdue: Nullable(Type.Integer()),
    missing: Type.Optional(Missing),
  },
  { title: 'MapService' },
)
export type MapService = Static<typeof MapService>

export const MapTopic = Type.Object(
  {
    topic: Type.String(),
    type: Type.String(),
    announcedBy: Type.String(),
    heardBy: Type.Array(Type.String()),
    perSecond: Type.Number({ description: 'Over the last ten seconds, as seen here' }),
    total: Type.Integer({ description: 'Records in Kafka, or that ever were' }),
    lag: Type.Record(Type.String(), Type.Integer(), { description: 'By listener' }),
  },
  { title: 'MapTopic' },
)
export type MapTopic = Static<typeof MapTopic>

/** `GET /api/map`: refreshed once a second whoever asks. */
export const ShopMap = Type.Object(
  {
    at: Time,
    services: Type.Array(MapService, { description: 'The five services; `relay` has its own place' }),
    relay: Type.Object({
      ready: Type.Boolean(),
      why: Nullable(Type.String()),
      perSecond: Nullable(Type.Number()),
      sources: Type.Record(
        Type.String(),
        Type.Object({ state: Type.String(), lagBytes: Nullable(Type.Number()), lagSeconds: Nullable(Type.Number()) }),
      ),
      missing: Type.Optional(Missing),
    }),
    kafka: Type.Object({ reachable: Type.Boolean(), eventsPerSecond: Type.Number() }),
    outside: Type.Array(Type.Object({ name: Type.String(), up: Type.Boolean() })),
    topics: Type.Array(MapTopic),
  },
  { title: 'ShopMap' },
)
export type ShopMap = Static<typeof ShopMap>

export const OwedItem = Type.Object(
  {
    service: Type.String({ description: 'Who says so' }),
    deadline: Type.String(),
    orderId: Type.String(),
    by: Type.String({ description: 'Who owes it' }),
    owes: Type.String({ description: 'What' }),
    since: Time,
    dueAt: Time,
    overdueSeconds: Nullable(Type.Number()),
    waitsFor: Type.Array(Type.Object({ call: Type.String(), attempts: Type.Integer(), since: Time })),
  },
  { title: 'OwedItem' },
)
export type OwedItem = Static<typeof OwedItem>

/** `GET /api/owed?overdue=&order=`: the longest overdue first. */
export const Owed = Type.Object(
  {
    total: Type.Integer(),
    overdue: Type.Integer(),
    owed: Type.Array(OwedItem),
    missing: Type.Array(Missing, { description: 'Who could not be asked: there may be more' }),
  },
  { title: 'Owed' },
)
export type Owed = Static<typeof Owed>

export const ParkedItem = Type.Object(
  {
    service: Type.String(),
    id: Type.String({ description: 'A number for an event, a UUID for an outside call' }),
    kind: Type.Union([Type.Literal('event'), Type.Literal('call')]),
    order: Type.String(),
    name: Type.String({ description: 'The topic of an event, or what is to be done outside' }),
    partition: Nullable(Type.Integer()),
    offset: Nullable(Type.Integer()),
    reason: Nullable(Type.String({ description: 'null: it waits behind an earlier one of its order' })),
    attempts: Type.Integer(),
    parkedAt: Time,
  },
  { title: 'ParkedItem' },
)
export type ParkedItem = Static<typeof ParkedItem>

/** `GET /api/parked?order=` */
export const Parked = Type.Object({ parked: Type.Array(ParkedItem), missing: Type.Array(Missing) }, { title: 'Parked' })
export type Parked = Static<typeof Parked>

/** `GET /api/parked/:service/:id`: what it says, why it is parked, what was done about it. */
export const ParkedStory = Type.Object(
  {
    item: Type.Optional(ParkedItem),
    headers: Type.Optional(Type.Unknown()),
    bytes: Type.Optional(Type.String({ description: 'Base64. Left out when it holds personal data' })),
    body: Type.Optional(Type.Unknown({ description: 'Personal data reads `…`' })),
    unreadable: Type.Optional(Type.String()),
    outcome: Type.Optional(Type.Unknown()),
    history: Type.Array(
      Type.Object({ action: Type.String(), by: Type.String(), reason: Nullable(Type.String()), at: Time }),
    ),
  },
  { title: 'ParkedStory' },
)
export type ParkedStory = Static<typeof ParkedStory>

/** Answer to `POST /api/parked/:service/:order/redrive` and `POST /api/parked/:service/:id/discard {reason}` (keepers only). */
export const Redriven = Type.Object(
  {
    heard: Type.Integer(),
    calls: Type.Optional(Type.Integer()),
    failed: Type.Optional(Type.Object({ id: Type.String(), reason: Type.String() })),
  },
  { title: 'Redriven' },
)
export type Redriven = Static<typeof Redriven>

export const Discard = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 1_000, pattern: '^[^\\u0000-\\u001f\\u007f]+$' }) },
  { additionalProperties: false, title: 'Discard' },
)
