import { setTimeout as delay } from 'node:timers/promises'
import { crashPoint } from '@saga-shop/runtime/crash-point'
import type { Flight } from './flight.ts'
import type { Cluster } from './kafka/cluster.ts'
import { produce, type Refused } from './kafka/produce.ts'
import type { Sealed } from './kafka/produce-request.ts'
import type { ProducerIdentity } from './kafka/record-batch.ts'
import { leaderOf } from './kafka/topics.ts'
import { sequenceAfter } from './partition.ts'

/** What the sender reports while it tries. */
export interface Attempts {
  /** Throws when this process may no longer write. */
  allowed(): void
  failed(why: string): void
  succeeded(): void
}

/** Who sends. */
export interface Sender {
  readonly cluster: Cluster
  readonly identity: ProducerIdentity
  readonly user: string
}

const longestPause = 5_000
// The broker has forgotten this producer or what it wrote last: only a new one, that looks where the log ends, may go on.
const lostTrack = ['OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_PRODUCER_ID', 'INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED']

/** Sends flights. A batch is repeated, byte for byte, until Kafka has it: the broker drops what it already took. */
export function flightSender({ cluster, identity, user }: Sender, attempts: Attempts, stop: AbortSignal) {
  return async function send(flight: Flight): Promise<void> {
    let waiting = seal(flight, identity)
    crashPoint('flight-sealed')
    for (let failures = 0; waiting.length > 0; failures++) {
      if (failures > 0) await pause(cluster, failures, stop)
      flight.attempts++
      attempts.allowed()
      waiting = await attempt(waiting)
    }
    crashPoint('flight-acknowledged')
    attempts.succeeded()
  }

  async function attempt(batches: Sealed[]): Promise<Sealed[]> {
    const led = Map.groupBy(batches, ({ topic, partition }) => leaderOf(cluster, topic, partition))
    const left = await Promise.allSettled([...led].map(([leader, batches]) => attemptAt(leader, batches)))
    return left.flatMap((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    })
  }

  async function attemptAt(leader: number | undefined, batches: Sealed[]): Promise<Sealed[]> {
    if (leader === undefined) {
      attempts.failed(`Kafka knows no leader of ${batches.map(({ topic }) => topic).join(', ')}`)
      return batches
    }
    try {
      const refused = await produce(cluster, leader, batches)
      for (const { topic, partition, error } of refused) note(topic, partition, error)
      return batches.filter((batch) => refused.some((one) => isOf(one, batch)))
    } catch (error) {
      if (error instanceof LostTrack) throw error
      attempts.failed(`cannot write to Kafka: ${String(error)}`)
      return batches
    }
  }

  function note(topic: string, partition: number, error: string) {
    const why = `Kafka refuses ${topic}, partition ${partition}, from its user "${user}": ${error}`
    if (lostTrack.includes(error)) throw new LostTrack(why)
    attempts.failed(why)
  }
}

class LostTrack extends Error {
  override readonly name = 'LostTrack'
}

const isOf = (refused: Refused, batch: Sealed) => refused.topic === batch.topic && refused.partition === batch.partition

function seal(flight: Flight, identity: ProducerIdentity): Sealed[] {
  const now = Date.now()
  return [...flight.batches].map(([partition, batch]) => {
    const bytes = batch.seal(identity, partition.nextSequence, now)
    partition.nextSequence = sequenceAfter(partition.nextSequence, batch.count)
    return { topic: partition.topic, partition: partition.number, bytes }
  })
}

/** Waits longer after each failure, then asks again who leads which partition. */
async function pause(cluster: Cluster, failures: number, stop: AbortSignal): Promise<void> {
  await delay(Math.min(longestPause, 50 * 2 ** failures), undefined, { signal: stop })
  await cluster.refreshMetadata().catch(() => undefined)
}
