import { Type } from 'typebox'
import * as answers from '../answers/parked.ts'
import { HttpProblem, notFound, Problem } from '../http/problems.ts'
import type { Server } from '../http/server.ts'
import type { Explained } from './explain.ts'
import type { PastAction } from './history.ts'
import type { ParkedItem } from './parked-list.ts'
import type { Parking } from './parking.ts'

const printable = '^[^\\u0000-\\u001f\\u007f]+$'
const Id = Type.Object({
  id: Type.String({ pattern: '^([1-9][0-9]{0,18}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$' }),
})
const Order = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]+$' })
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: printable, description: 'Who does it' })
const problems = { 400: Problem, 404: Problem, 503: Problem }

/** What a person can see and do about what is parked. */
export function serveParking(app: Server, opened: () => Parking | undefined) {
  const parking = () => {
    const parking = opened()
    if (!parking) throw new HttpProblem(503, 'starting', 'This service is not ready yet. Try again in a second.', 1)
    return parking
  }

  app.get(
    '/parked',
    {
      schema: {
        summary: 'What cannot be processed and waits for a person, and what waits behind it; oldest first',
        querystring: Type.Object({
          order: Type.Optional(Order),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: '100, if not said' })),
        }),
        response: { 200: Type.Array(answers.ParkedItem), ...problems },
      },
    },
    async ({ query }) => (await parking().list({ limit: 100, ...query })).map(toItem),
  )

  app.get(
    '/parked/seen-to',
    {
      schema: {
        summary: 'What was parked, and persons saw to; the latest first, up to twenty',
        response: { 200: Type.Array(answers.SeenTo), ...problems },
      },
    },
    async () => (await parking().seenTo(20)).map(timed),
  )

  app.get(
    '/parked/:id',
    {
      schema: {
        summary: 'What it says, why it is parked, and what was done about it',
        params: Id,
        response: { 200: answers.ParkedStory, ...problems },
      },
    },
    async ({ params: { id } }) => {
      const explained = await parking().explain(id)
      if (!explained) throw notFound('such thing parked here, nor was there ever')
      return toExplanation(explained)
    },
  )

  app.post(
    '/parked/:order/redrive',
    {
      schema: {
        summary: 'Hear an order’s parked events again, in their order, until one fails; take up its parked calls',
        params: Type.Object({ order: Order }),
        body: Type.Object({ by: Name }),
        response: { 200: answers.Redriven, ...problems },
      },
    },
    async ({ params: { order }, body: { by } }) => {
      const done = await parking().redrive(order, by)
      if (!done) throw notFound('event or call of this order parked here')
      return done
    },
  )

  app.post(
    '/parked/:id/discard',
    {
      schema: {
        summary: 'Give one up for good; what waited for it goes on',
        params: Id,
        body: Type.Object({ by: Name, reason: Type.String({ minLength: 1, maxLength: 1_000, pattern: printable }) }),
        response: { 200: answers.Redriven, ...problems },
      },
    },
    async ({ params: { id }, body }) => {
      const done = await parking().discard(id, body)
      if (!done) throw notFound('such thing parked here')
      return done
    },
  )
}

const toItem = (item: ParkedItem) => ({ ...item, parkedAt: item.parkedAt.toISOString() })
const timed = <Done extends { readonly at: Date }>(done: Done) => ({ ...done, at: done.at.toISOString() })
const toAction = ({ ledTo, ...action }: PastAction) => ({ ...timed(action), ...(ledTo && { ledTo }) })
const toExplanation = ({ item, history, ...rest }: Explained) => ({
  ...rest,
  ...(item && { item: toItem(item) }),
  history: history.map(toAction),
})
