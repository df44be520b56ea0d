import { type Static, Type } from 'typebox'
import { Nullable, Time } from './words.ts'

const CommittedAt = Nullable({
  ...Time,
  description: 'When that transaction committed; null where the database does not keep it (track_commit_timestamp)',
})

const place = { topic: Type.String(), partition: Type.Integer(), offset: Type.Integer() }

/** An event of the order that this service announced. */
export const Announced = Type.Object({
  id: Type.String(),
  type: Type.String(),
  topic: Type.String(),
  position: Type.Integer({ description: 'Its number in the outbox' }),
  at: { ...Time, description: 'When the transaction began that announced it' },
  committedAt: Type.Optional(CommittedAt),
  causationId: Type.String(),
  why: Type.Union([Type.Literal('event'), Type.Literal('request'), Type.Literal('outcome'), Type.Literal('deadline')], {
    description: 'What led to it',
  }),
  whyName: Nullable(Type.String({ description: 'Which deadline' })),
  whyAt: Nullable(Time),
  traceparent: Nullable(Type.String()),
  schemaId: Nullable(Type.Integer()),
  bytes: Type.Integer(),
})
export type Announced = Static<typeof Announced>

/** All that a service knows of one order's way through it, as every service answers it. */
export const ServiceTrail = Type.Object(
  {
    service: Type.String(),
    now: Time,
    announced: Type.Array(Announced),
    heard: Type.Array(Type.Object({ id: Type.String(), at: Time, committedAt: Type.Optional(CommittedAt) }), {
      description: 'Events that were applied, of those asked for and those that led to something here',
    }),
    early: Type.Array(Type.Object({ id: Type.String(), at: Time, waitsFor: Type.String() })),
    parked: Type.Array(
      Type.Object({
        id: Type.String(),
        eventId: Nullable(Type.String()),
        ...place,
        reason: Nullable(Type.String({ description: 'null: it waits behind an earlier one' })),
        attempts: Type.Integer(),
        at: Time,
      }),
    ),
    history: Type.Array(
      Type.Object({
        topic: Nullable(Type.String()),
        partition: Nullable(Type.Integer()),
        offset: Nullable(Type.Integer()),
        action: Type.String(),
        by: Type.String(),
        reason: Nullable(Type.String()),
        at: Time,
      }),
    ),
    calls: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        since: Time,
        attempts: Type.Integer(),
        dueAt: Nullable(Time),
        parked: Nullable(Type.String()),
      }),
    ),
    deadlines: Type.Array(Type.Object({ name: Type.String(), since: Time, dueAt: Time, startedBy: Type.String() })),
    positions: Type.Array(Type.Object({ topic: Type.String(), partition: Type.Integer(), next: Type.Integer() }), {
      description: 'The next offset of each partition',
    }),
  },
  { title: 'Trail' },
)
export type ServiceTrail = Static<typeof ServiceTrail>
