import type { Server } from '@saga-shop/runtime'
import { OwedItem } from '@saga-shop/runtime/answers'
import type { FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { isMissing, Owed, Problem, Uuid } from '../api.ts'
import type { Context } from '../shop/context.ts'
import { expects } from '../upstream/part.ts'
import { askEach, watchersOnly } from './ask-each.ts'

const ServiceOwed = Type.Object({
  total: Type.Integer(),
  overdue: Type.Integer(),
  owed: Type.Array(OwedItem),
})
const expected = expects<Static<typeof ServiceOwed>>(ServiceOwed)

/** Who owes what since when, asked of everybody at once. */
export function owedRoute(app: Server, context: Context) {
  app.get(
    '/api/owed',
    {
      schema: {
        summary: 'What is owed to orders, and by whom; the longest overdue first',
        querystring: Type.Object({
          overdue: Type.Boolean({ default: false }),
          order: Type.Optional(Uuid),
          limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
        }),
        response: { 200: Owed, 401: Problem, 403: Problem },
      },
    },
    async (request) => {
      watchersOnly(request, context)
      const { overdue, order, limit } = request.query
      const path = `/owed?overdue=${overdue}&limit=${limit}${order ? `&order=${order}` : ''}`
      return await allOwed(context, request, path, limit)
    },
  )
}

async function allOwed(context: Context, request: FastifyRequest, path: string, limit: number): Promise<Owed> {
  const asked = await askEach(context, request.trace, path, expected)
  const answers = asked.flatMap(({ service, part }) => (isMissing(part) ? [] : [{ service, ...part.value }]))
  const owed = answers.flatMap(({ service, owed }) => owed.map((item) => ({ service, ...item })))
  return {
    total: answers.reduce((sum, { total }) => sum + total, 0),
    overdue: answers.reduce((sum, { overdue }) => sum + overdue, 0),
    owed: owed.sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt)).slice(0, limit),
    missing: asked.flatMap(({ part }) => (isMissing(part) ? [part] : [])),
  }
}
