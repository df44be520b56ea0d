import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { events } from '@saga-shop/contracts'
import type { Stack } from '@saga-shop/local'
import { garbage } from '../shop/garbage.ts'
import { kafkaOf } from './kafka.ts'
import { type Load, placeAtRate } from './load.ts'
import { percentiles } from './percentiles.ts'

const topics = events.filter(({ compacted }) => !compacted).map(({ topic }) => topic)

export interface Poisoning {
  /** Orders per second, and how long each of the four turns lasts. */
  readonly rate: number
  readonly seconds: number
  /** So many records of a hundred are garbage. */
  readonly percent: number
  readonly eventsPerOrder: number
}

/** How long sound orders take while some of the traffic is garbage, and while none is: in turns, so that both see the same machine. */
export async function besidePoison(stack: Stack, { rate, seconds, percent, eventsPerOrder }: Poisoning, load: Load) {
  const taken = { clean: [] as number[], poisoned: [] as number[] }
  let poisoned = 0
  for (const turn of ['clean', 'poisoned', 'clean', 'poisoned'] as const) {
    load.progress(`${turn}: ${rate} orders per second`)
    const writing = turn === 'poisoned' ? await writeGarbage(stack, (rate * eventsPerOrder * percent) / 100) : undefined
    const sent = await placeAtRate(rate, seconds, load).finally(async () => {
      poisoned += (await writing?.stop()) ?? 0
    })
    for (const [id, at] of sent) taken[turn].push((load.arrivals.delivered.get(id) ?? Number.NaN) - at)
  }
  const [clean, beside] = [percentiles(taken.clean), percentiles(taken.poisoned)]
  return {
    poison: {
      percent,
      records: poisoned,
      orders: taken.poisoned.length,
      finished: taken.poisoned.filter(Number.isFinite).length,
    },
    checkoutToDeliveredCleanMs: clean,
    checkoutToDeliveredBesidePoisonMs: beside,
    p99Ratio: Math.round((100 * beside.p99) / clean.p99) / 100,
  }
}

/** Writes records that are no event, round the topics, until it is stopped; answers then how many they were. */
async function writeGarbage(stack: Stack, perSecond: number) {
  const producer = kafkaOf(stack).producer({ allowAutoTopicCreation: false })
  await producer.connect()
  const stopped = new AbortController()
  const writing = write()

  async function write() {
    for (let number = 0; ; number++) {
      if (stopped.signal.aborted) return number
      const topic = topics[number % topics.length] as string
      await producer.send({ topic, messages: [garbage(randomUUID(), number)] })
      await sleep(1_000 / perSecond, undefined, { signal: stopped.signal }).catch(() => {}) // stopped: no more rest
    }
  }

  return {
    stop: async () => {
      stopped.abort()
      const written = await writing
      await producer.disconnect()
      return written
    },
  }
}
