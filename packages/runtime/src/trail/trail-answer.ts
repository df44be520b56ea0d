import { Type } from 'typebox'

const Time = Type.String({ description: 'RFC 3339, by the clock of the database' })
const Nullable = <Of extends Parameters<typeof Type.Union>[0][number]>(type: Of) => Type.Union([type, Type.Null()])
const place = { topic: Type.String(), partition: Type.Integer(), offset: Type.Integer() }

const Announced = Type.Object({
  id: Type.String(),
  type: Type.String(),
  topic: Type.String(),
  position: Type.Integer({ description: 'Its number in the outbox' }),
  at: { ...Time, description: 'When the transaction began that announced it' },
  causationId: Type.String(),
  why: Type.String({ description: 'What led to it: event, request, outcome or deadline' }),
  whyName: Nullable(Type.String({ description: 'Which deadline' })),
  whyAt: Nullable(Time),
  traceparent: Nullable(Type.String()),
  schemaId: Nullable(Type.Integer()),
  bytes: Type.Integer(),
})

/** What `GET /trail/:orderId` answers. */
export const TrailAnswer = Type.Object(
  {
    service: Type.String(),
    now: Time,
    announced: Type.Array(Announced),
    heard: Type.Array(Type.Object({ id: Type.String(), at: Time })),
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
    positions: Type.Array(Type.Object({ topic: Type.String(), partition: Type.Integer(), next: Type.Integer() })),
  },
  { title: 'Trail' },
)
