import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Answers with `{"charges":[…],"refunds":[…]}` piece by piece: a million items never stand in memory as one text. */
export const answerLists = (reply: FastifyReply, lists: Record<string, Iterable<unknown>>) =>
  reply.type('application/json').send(Readable.from(jsonLists(lists)))

function* jsonLists(lists: Record<string, Iterable<unknown>>) {
  let before = '{'
  for (const [name, items] of Object.entries(lists)) {
    yield `${before}${JSON.stringify(name)}:[`
    yield* pieces(items)
    before = '],'
  }
  yield ']}'
}

function* pieces(items: Iterable<unknown>) {
  let text = ''
  let separator = ''
  for (const item of items) {
    text += separator + JSON.stringify(item)
    separator = ','
    if (text.length < 65_536) continue
    yield text
    text = ''
  }
  if (text) yield text
}
