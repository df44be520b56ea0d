import { randomUUID } from 'node:crypto'
import { events, type Fact } from '@saga-shop/contracts'
import { type TestDatabase, testDatabase } from '@saga-shop/testing'
import { batcher } from '../src/batcher.ts'
import { codec } from '../src/codec.ts'
import { openDatabase } from '../src/database.ts'
import { declare } from '../src/deadlines/moves.ts'
import { serveOwed } from '../src/deadlines/owed-route.ts'
import { ticker } from '../src/deadlines/ticker.ts'
import { watchedBy } from '../src/deadlines/watched.ts'
import { requester } from '../src/http/requests.ts'
import { openServer } from '../src/http/server.ts'
import { type Cause, type ServiceDefinition, sql } from '../src/index.ts'
import { handOver, handsOf, type Worker, worker } from '../src/intents/worker.ts'
import { openLog } from '../src/log.ts'
import { serveTrail, trailedBy } from '../src/trail/trail-route.ts'

/**
 * A service in this process: its own decisions, SQL, routes and outside calls on a database of its own.
 * Only Kafka and the registry are missing: it hears what it is told, and what it announces stays in its outbox.
 */
export async function testService(
  { name, reactions, routes, calls = [], deadlines }: Omit<ServiceDefinition, 'settings'>,
  /** That of a service that stopped, to go on where it was. */
  before?: TestDatabase,
) {
  const place = before ?? (await testDatabase(`services/${name}/migrations`))
  const database = openDatabase({ url: place.url })
  const log = openLog(name, { instance: 'test', level: 'silent' })
  const app = await openServer({ name, description: name, log })
  const deciding = {
    reactions: new Map(reactions.map((reaction) => [reaction.hears, reaction])),
    deadlines: declare(deadlines),
  }
  const queue = batcher({
    ...deciding,
    encode: avro.encode,
    database,
    log,
    mostCauses: 1_000,
    hands: (kind) => handsOf(workers)(kind),
    committed: (reacted) => handOver(reacted, workers),
  })
  const workers: Worker[] = calls.map((call) => worker(call, { database, batcher: queue, log }))
  serveOwed(app, database, watchedBy({ name, calls, ...(deadlines && { deadlines }) }))
  serveTrail(app, database, trailedBy({ name, calls, ...(deadlines && { deadlines }) }))
  routes(app, { database, log, ask: requester(() => queue) })
  const clock = ticker({ ...deciding, database, batcher: queue, log, caughtUp: () => Promise.resolve(true) })
  for (const { start } of [...workers, clock]) start()

  return {
    place,
    database,
    app,
    /** Hears these events, in this order, in one batch. */
    hear: (...causes: Cause[]) => queue.submit({ causes }),
    /** What it announced, oldest first. */
    announced: async () => {
      const { rows } = await database.query<{ id: string; topic: string; payload: Buffer }>(
        sql`select id, topic, payload from outbox order by position`,
      )
      return rows.map(({ id, topic, payload }) => ({ id, ...decoded(topic, payload) }))
    },
    close: async () => {
      await app.close()
      for (const { stop } of [...workers, clock]) await stop()
      await queue.idle()
      for (const { stop } of workers) await stop()
      await database.close()
    },
  }
}

export type TestService = Awaited<ReturnType<typeof testService>>

export { followDeadlines } from './follow-deadlines.ts'
export { toldFigures } from './told-figures.ts'

/** A fact as it is heard once it was announced. */
export const heard = ({ kind, key, data }: Fact, id: string = randomUUID()): Cause => ({
  id,
  name: kind.topic,
  key,
  data,
  correlationId: key,
})

const avro = codec({ of: () => 7, resolver: () => Promise.reject() as never })

function decoded(topic: string, payload: Buffer) {
  const kind = events.find((event) => event.topic === topic)
  if (!kind) throw new Error(`${topic} is no topic`)
  return { type: kind.type, data: avro.decode(kind, payload) }
}
