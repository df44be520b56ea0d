import * as answers from '@saga-shop/runtime/answers'
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

const saidBy = { service: Type.String({ description: 'Who says so' }) }

export const OwedItem = Type.Object({ ...saidBy, ...answers.OwedItem.properties }, { title: 'OwedItem' })
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

export const ParkedItem = Type.Object({ ...saidBy, ...answers.ParkedItem.properties }, { title: 'ParkedItem' })
export type ParkedItem = Static<typeof ParkedItem>

/** `GET /api/parked?order=` */
export const Parked = Type.Object({ parked: Type.Array(ParkedItem), missing: Type.Array(Missing) }, { title: 'Parked' })
export type Parked = Static<typeof Parked>

export const SeenToItem = Type.Object({ ...saidBy, ...answers.SeenTo.properties }, { title: 'SeenToItem' })
export type SeenToItem = Static<typeof SeenToItem>

/** `GET /api/parked/seen-to`: what persons did about what was parked, the latest first. */
export const SeenTo = Type.Object({ seenTo: Type.Array(SeenToItem), missing: Type.Array(Missing) }, { title: 'SeenTo' })
export type SeenTo = Static<typeof SeenTo>

/**
 * `GET /api/parked/:service/:id`: personal data reads `…`. `bytes` are for keepers, and left out where they may hold
 * personal data.
 */
export const ParkedStory = Type.Object(
  { ...answers.ParkedStory.properties, item: Type.Optional(ParkedItem) },
  { title: 'ParkedStory' },
)
export type ParkedStory = Static<typeof ParkedStory>

/** Answer to `POST /api/parked/:service/:order/redrive` and `POST /api/parked/:service/:id/discard {reason}` (keepers only). */
export const Redriven = Type.Object(answers.Redriven.properties, { title: 'Redriven' })
export type Redriven = Static<typeof Redriven>

export const Discard = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 1_000, pattern: '^[^\\u0000-\\u001f\\u007f]+$' }) },
  { additionalProperties: false, title: 'Discard' },
)
