import { Type } from 'typebox'
import { orderInPath } from '../access/guard.ts'
import type { Database } from '../database.ts'
import { Uuid } from '../http/ids.ts'
import { Problem } from '../http/problems.ts'
import type { Server } from '../http/server.ts'
import type { ServiceDefinition } from '../service.ts'
import { whyOf } from './because.ts'
import { readTrail, type TrailRows } from './trail-rows.ts'

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

const TrailAnswer = Type.Object(
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

/** What of a service its trail rests on. */
export interface Trailed {
  readonly service: string
  readonly deadlines: readonly { readonly name: string }[]
  /** Whether it calls the outside world: then what is neither event nor request is an outcome. */
  readonly calls: boolean
}

export const trailedBy = ({
  name,
  deadlines = [],
  calls = [],
}: Pick<ServiceDefinition, 'name' | 'deadlines' | 'calls'>): Trailed => ({
  service: name,
  deadlines,
  calls: calls.length > 0,
})

/** `GET /trail/:orderId`: every hop of an order through this service, as far as it is written down. */
export function serveTrail(app: Server, database: Database, trailed: Trailed) {
  app.get(
    '/trail/:orderId',
    {
      config: { access: orderInPath('orderId') },
      schema: {
        summary: 'What this service knows of an order’s way: announced, heard, waiting, parked, owed',
        params: Type.Object({ orderId: Uuid }),
        querystring: Type.Object({
          events: Type.Optional(
            Type.String({
              maxLength: 7_400,
              pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$',
              description: 'Ids of events: were they heard here? Up to 200, separated by commas',
            }),
          ),
        }),
        response: { 200: TrailAnswer, 400: Problem },
      },
    },
    async ({ params: { orderId }, query: { events } }) => {
      const ids = (events?.split(',') ?? []).filter((id) => uuid.test(id))
      const { asked, announced, ...rows } = await readTrail(database, orderId, ids)
      const why = whyOf({ ...rows, asked, announced }, trailed)
      return {
        service: trailed.service,
        ...copied(rows),
        announced: announced.map((row) => ({ ...row, ...why(row), schemaId: schemaIdIn(row.head) })),
      }
    },
  )
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Schemas want lists that may be changed. */
const copied = ({
  heard,
  early,
  parked,
  history,
  calls,
  deadlines,
  positions,
  now,
}: Omit<TrailRows, 'asked' | 'announced'>) => ({
  now,
  heard: [...heard],
  early: [...early],
  parked: [...parked],
  history: [...history],
  calls: [...calls],
  deadlines: [...deadlines],
  positions: [...positions],
})

/** The schema's number follows a zero byte. */
const schemaIdIn = (head: string) =>
  head.startsWith('00') && head.length === 10 ? Number.parseInt(head.slice(2), 16) : null
