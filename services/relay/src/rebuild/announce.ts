import { setTimeout as delay } from 'node:timers/promises'
import type { Client } from 'pg'
import { Flight } from '../flight.ts'
import type { Cluster } from '../kafka/cluster.ts'
import { partitionOf } from '../kafka/partitioner.ts'
import { newProducer } from '../kafka/producer-id.ts'
import type { Partition } from '../partition.ts'
import { transactionText, type WriteAheadLog } from '../position.ts'
import { column, type OutboxRow } from '../postgres/outbox-row.ts'
import { flightSender } from '../producer.ts'
import { Pulse } from '../pulse.ts'
import { readRows } from './outbox.ts'

export interface Announcing {
  readonly cluster: Cluster
  readonly username: string
  readonly snapshot: Client
  readonly log: WriteAheadLog
  readonly topics: ReadonlyMap<string, readonly Partition[]>
  readonly stop: AbortSignal
  readonly failed: (why: string) => void
}

const together = 500

/**
 * Announces these events, in the order of the outbox. Their position says commit 0/0: before everything that the new slot
 * brings, since they were committed before it. So a relay that finds one at the end of a partition skips nothing there.
 */
export async function announceMissing(ids: readonly string[], announcing: Announcing): Promise<void> {
  const { cluster, username, snapshot, log, stop } = announcing
  if (ids.length === 0) return
  const identity = await producerOf(announcing)
  const pulse = new Pulse()
  const beats = setInterval(() => pulse.beat(), 100)
  const tries = { allowed: () => pulse.check(), failed: announcing.failed, succeeded: () => {} }
  const send = flightSender({ cluster, identity, user: username }, tries, stop)
  const place = transactionText(log, 0)
  try {
    for (let first = 0; first < ids.length; first += together) {
      stop.throwIfAborted()
      const rows = await readRows(snapshot, ids.slice(first, first + together))
      for (const flight of flightsOf(rows, announcing.topics, (index) => `${place}${first + index}`)) await send(flight)
    }
  } finally {
    clearInterval(beats)
  }
}

// A broker that has just started gives no producer ids yet.
const attempts = 40

async function producerOf({ cluster, username, stop, failed }: Announcing) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await newProducer(cluster, username)
    } catch (error) {
      if (attempt === attempts) throw error
      failed(error instanceof Error ? error.message : String(error))
      await delay(500, undefined, { signal: stop })
    }
  }
}

function* flightsOf(
  rows: readonly OutboxRow[],
  topics: ReadonlyMap<string, readonly Partition[]>,
  positionOf: (index: number) => string,
): Generator<Flight> {
  let flight = new Flight()
  for (const [index, row] of rows.entries()) {
    const partition = destination(row, topics)
    if (!flight.hasRoomFor(partition, row)) {
      yield flight
      flight = new Flight()
    }
    const position = Buffer.from(positionOf(index))
    row.set(column.position, position, 0, position.length)
    flight.take(partition, row, [])
  }
  yield flight
}

function destination(row: OutboxRow, topics: ReadonlyMap<string, readonly Partition[]>): Partition {
  const partitions = topics.get(row.text(column.topic)) ?? []
  const key = row.bytesOf(column.key)
  const partition = partitions[partitionOf(key, 0, key.length, partitions.length)]
  if (!partition) throw new Error(`Kafka shows no topic "${row.text(column.topic)}"`)
  return partition
}
