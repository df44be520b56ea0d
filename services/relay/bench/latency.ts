import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Kafka } from 'kafkajs'
import type { Bench } from './bench.ts'
import { rowOf } from './payload.ts'
import { insertTransaction } from './rows.ts'
import { topics } from './stage.ts'

const perSecond = 500
// All five processes on the way compile their code while the first events pass.
const warmUpSeconds = 5

/** Announces one event at a time, at a fixed rate, and measures how long each takes from its commit to a consumer. */
export async function measureLatency({ owner, admin, client }: Bench, from: number, seconds: number) {
  await settle(admin)
  console.error(`measuring the way of ${perSecond} events/s for ${seconds} s`)
  const arrivedAt = new Map<number, number>()
  const consumer = await listen(client, (row) => arrivedAt.set(row, performance.now()))
  const committedAt = new Map<number, number>()
  const announced = from + perSecond * (warmUpSeconds + seconds)
  const begin = performance.now()
  for (let row = from; row < announced; row++) {
    const early = begin + ((row - from) * 1_000) / perSecond - performance.now()
    if (early > 0) await delay(early)
    await insertTransaction(owner, row, row + 1)
    committedAt.set(row, performance.now())
  }
  await delay(500)
  await consumer.disconnect()
  return { announced, milliseconds: percentiles(committedAt, arrivedAt) }
}

/** Does now what Postgres and the disk would do in the background because of the backlog. */
async function settle(admin: Bench['admin']): Promise<void> {
  await admin.query('vacuum analyze outbox')
  await admin.query('checkpoint')
  execFileSync('sync')
}

async function listen(client: Kafka, heard: (row: number) => void) {
  const consumer = client.consumer({ groupId: 'bench.latency', maxWaitTimeInMs: 500 })
  const { promise: joined, resolve } = Promise.withResolvers<void>()
  consumer.on(consumer.events.GROUP_JOIN, () => resolve())
  await consumer.connect()
  await consumer.subscribe({ topics, fromBeginning: false })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ message: { value } }) => heard(rowOf(value)),
  })
  await joined
  await delay(1_000)
  return consumer
}

/** Leaves out the warm-up. An event that came before its commit was reported took 0. */
function percentiles(committedAt: Map<number, number>, arrivedAt: Map<number, number>) {
  const took = [...committedAt]
    .slice(perSecond * warmUpSeconds)
    .map(([row, at]) => Math.max(0, (arrivedAt.get(row) ?? Number.POSITIVE_INFINITY) - at))
    .sort((one, other) => one - other)
  const at = (share: number) => Math.round((took[Math.floor(took.length * share)] ?? Number.NaN) * 100) / 100
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) }
}
