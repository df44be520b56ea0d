import { Type } from 'typebox'
import { OwedItem } from '../answers/owed.ts'
import type { Database } from '../database.ts'
import { Uuid } from '../http/ids.ts'
import { Problem } from '../http/problems.ts'
import type { Server } from '../http/server.ts'
import { listOwed, type OwedRow, type Watched } from './owed-rows.ts'

const OwedAnswer = Type.Object({
  total: Type.Integer({ description: 'How many there are, also those that are not shown' }),
  overdue: Type.Integer({ description: 'How many of them are overdue' }),
  owed: Type.Array(OwedItem),
})

/** `GET /owed`: which orders wait, who owes them what, since when. */
export function serveOwed(app: Server, database: Database, watched: Watched) {
  app.get(
    '/owed',
    {
      schema: {
        summary: 'What is owed to orders, and by whom; the longest overdue first',
        querystring: Type.Object({
          order: Type.Optional(Uuid),
          overdue: Type.Boolean({ default: false, description: 'Only what is overdue' }),
          limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 100 }),
        }),
        response: { 200: OwedAnswer, 400: Problem },
      },
    },
    async ({ query: { order, overdue, limit } }) => {
      const rows = await listOwed(database, watched, { order, overdueOnly: overdue, limit })
      return {
        total: rows[0]?.total ?? 0,
        overdue: rows[0]?.overdue ?? 0,
        owed: rows.map((row) => toItem(row, watched)),
      }
    },
  )
}

function toItem({ deadline, orderId, since, dueAt, overdueSeconds, waitsFor }: OwedRow, watched: Watched) {
  const { by, owes } = wordsFor(deadline, watched)
  const times = { since: since.toISOString(), dueAt: dueAt.toISOString() }
  return { deadline, orderId, by, owes, ...times, overdueSeconds, waitsFor: [...waitsFor] }
}

/** Who owes what. An outside call is owed by the service that shall make it. */
export const wordsFor = (deadline: string, { service, deadlines }: Watched) =>
  deadlines.find(({ name }) => name === deadline) ?? { by: service, owes: `the outcome of ${deadline}` }
