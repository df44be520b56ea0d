import { type App, answerLists } from '@saga-shop/sandbox'
import { Type } from 'typebox'
import type { Mailbox } from './mailbox.ts'

const Word = Type.Optional(Type.String({ minLength: 1, maxLength: 320 }))
const Wanted = Type.Object({ to: Word, orderId: Word })

/** What tests and people read: the letters that arrived. */
export function serveLetters(app: App, mailbox: Mailbox) {
  app.get('/letters', { schema: { querystring: Wanted } }, async ({ query }, reply) => {
    await mailbox.settled()
    return answerLists(reply, { letters: mailbox.find(query) })
  })

  app.get('/letters/count', { schema: { querystring: Wanted } }, async ({ query }) => {
    await mailbox.settled()
    return { count: mailbox.find(query).length }
  })

  app.delete('/letters', async (_, reply) => {
    await mailbox.empty()
    return reply.code(204).send()
  })
}
