import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'

/** A line of the response and when it is known. Without a line the response only stays open that long. */
export interface Answer {
  readonly afterMs: number
  readonly line?: object
}

/** Answers with a line per result, each as soon as it is known (application/x-ndjson). */
export function answerInTime(reply: FastifyReply, answers: readonly Answer[]) {
  reply.type('application/x-ndjson')
  if (answers.every(({ afterMs }) => afterMs === 0)) return reply.send(lines(answers))
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return reply.send(Readable.from(inTime(answers, gone.signal)))
}

async function* inTime(answers: readonly Answer[], gone: AbortSignal) {
  const byTime = Map.groupBy(answers, ({ afterMs }) => afterMs)
  let waited = 0
  for (const time of [...byTime.keys()].sort((one, other) => one - other)) {
    if (!(await stillThere(time - waited, gone))) return
    waited = time
    const text = lines(byTime.get(time) ?? [])
    if (text) yield text
  }
}

/** Waits, and says whether the caller waited with us. */
const stillThere = (ms: number, gone: AbortSignal) => sleep(ms, true, { signal: gone }).catch(() => false)

const lines = (answers: readonly Answer[]) =>
  answers.map(({ line }) => (line ? `${JSON.stringify(line)}\n` : '')).join('')
