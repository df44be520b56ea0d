import {
  After,
  catchUp,
  HttpProblem,
  orderInQuery,
  Problem,
  type RouteContext,
  type Server,
  sql,
  Uuid,
} from '@saga-shop/runtime'
import { Type } from 'typebox'
import type { Correspondence } from './correspondence.ts'
import { SettleLetter } from './word.ts'

const Wanted = Type.Object({
  orderId: Type.Optional(Uuid),
  status: Type.Optional(
    Type.Union([Type.Literal('unknown'), Type.Literal('refused')], {
      description: 'unknown: it may or may not have gone out; refused: the mail server will not take it',
    }),
  ),
  ...After.properties,
})
const LetterAnswer = Type.Object(
  {
    orderId: Type.String(),
    eventId: Type.String(),
    about: Type.String({ description: 'The event that it tells of' }),
    status: Type.String({ description: 'waiting, posted, sent, refused or unknown' }),
    code: Type.Optional(Type.Integer({ description: 'The mail server’s answer, if it refused the letter' })),
  },
  { title: 'Letter', description: 'A letter, without the address it goes to' },
)

/** What the email service serves. */
export function routes(app: Server, context: RouteContext) {
  wordRoutes(app, context)
  const { database } = context
  app.get(
    '/letters',
    {
      config: { access: orderInQuery('orderId') },
      schema: {
        summary: "An order's letters, or those that a person must look after",
        querystring: Wanted,
        response: { 200: Type.Array(LetterAnswer), 400: Problem },
      },
    },
    async ({ query: { orderId, status, after } }, reply) => {
      if (!orderId && !status) throw new HttpProblem(400, 'invalid-request', 'Ask for an orderId or a status.')
      await catchUp(database, after, reply)
      const { rows } = await database.query<{ state: Correspondence }>(
        orderId
          ? sql`select state from correspondences where id = ${orderId}`
          : sql`
              select state from correspondences
              where needs_person and state -> 'letters' @> ${JSON.stringify([{ status }])}::jsonb order by id limit 100
            `,
      )
      return rows.flatMap(({ state }) => lettersOf(state)).filter((letter) => !status || letter.status === status)
    },
  )
}

/** For people who looked into the mail server's log. */
function wordRoutes(app: Server, { ask }: RouteContext) {
  app.post(
    '/letters/:orderId/:eventId/word',
    {
      schema: {
        summary: 'Says what became of a letter that waits for a person: it was sent, or shall be sent again',
        params: Type.Object({ orderId: Uuid, eventId: Uuid }),
        body: Type.Object(
          {
            said: Type.Union([Type.Literal('sent'), Type.Literal('send-again')]),
            by: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' }),
          },
          { additionalProperties: false },
        ),
        response: { 202: Type.Object({ status: Type.String() }), 400: Problem, 404: Problem, 409: Problem },
      },
    },
    async ({ params: { orderId, eventId }, body: { said, by } }, reply) => {
      await ask({ kind: SettleLetter, entity: orderId, data: { eventId, said, by } })
      return reply.code(202).send({ status: said === 'sent' ? 'sent' : 'posted' })
    },
  )
}

const lettersOf = ({ orderId, letters }: Correspondence) =>
  letters.map(({ eventId, news: { about }, status, code }) => ({
    orderId,
    eventId,
    about,
    status,
    ...(code && { code }),
  }))
