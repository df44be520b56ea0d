import { type Connection, fetchV12, metadataV12, produceV9, type Reader } from '@platformatic/kafka'
import { deadLetterTopicOf, heardBy, type Service } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import { answerTo, connect } from '../permissions/connect.ts'

/** What it took from the broker since it was last asked, and how long the broker made it wait for that. */
export interface Taken {
  readonly seconds: number
  readonly produced: number
  readonly consumed: number
  readonly requests: number
  readonly throttledMs: number
}

/** A service that has lost its mind: it writes, reads and asks as fast as the broker answers. */
export interface Runaway {
  taken(): Taken
  stop(): Promise<void>
}

const of = 3 // connections for each kind of nonsense: muting one does not stop the others
const noise = Buffer.alloc(200_000, 'again and again ')

/** Begins to hammer the broker with a service's own credentials, doing what it may do. */
export async function startRunaway({ kafka }: Pick<StackView, 'kafka'>, service: Service): Promise<Runaway> {
  const [kind] = heardBy(service)
  const [broker] = kafka.brokers
  if (!kind || !broker) throw new Error(`${service} hears nothing, or there is no broker`)
  const count = { produced: 0, consumed: 0, requests: 0, throttledMs: 0 }
  const habits = [writing(deadLetterTopicOf(kind)), reading(kind.topic), asking]
  const hands = habits.flatMap((habit) => Array.from({ length: of }, () => habit))
  const connections = await Promise.all(hands.map(() => connect(broker, kafka.users[service])))
  let [running, since] = [true, performance.now()]

  async function hammer(connection: Connection, habit: Habit) {
    while (running) {
      const { throttleTimeMs, ...done } = await habit(connection)
      count.produced += done.produced ?? 0
      count.consumed += done.consumed ?? 0
      count.throttledMs += throttleTimeMs
      count.requests++
    }
  }
  const over = Promise.all(connections.map((connection, index) => hammer(connection, hands[index] ?? asking)))
  over.catch(() => {}) // whoever stops it hears of it

  return {
    taken() {
      const now = performance.now()
      const taken = { seconds: (now - since) / 1_000, ...count }
      Object.assign(count, { produced: 0, consumed: 0, requests: 0, throttledMs: 0 })
      since = now
      return taken
    },
    async stop() {
      running = false
      await Promise.all(connections.map((connection) => connection.close()))
      await over.catch(() => {})
    },
  }
}

type Habit = (connection: Connection) => Promise<{ throttleTimeMs: number; produced?: number; consumed?: number }>

const writing =
  (topic: string): Habit =>
  async (connection) => {
    const answer = await answerTo(produceV9.api.async(connection, 1, 5_000, [{ topic, partition: 0, value: noise }]))
    return { throttleTimeMs: typeof answer === 'boolean' ? 0 : answer.throttleTimeMs, produced: noise.length }
  }

const reading = (topic: string): Habit => {
  const first = { currentLeaderEpoch: -1, fetchOffset: 0n, lastFetchedEpoch: -1, partitionMaxBytes: 1_000_000 }
  const partitions = [0, 1, 2].map((partition) => ({ partition, ...first }))
  const wanted = () => fetchV12.createRequest(0, 0, 3_000_000, 0, 0, -1, [{ topicId: topic, partitions }], [], '')
  return (connection) =>
    new Promise((resolve, reject) => {
      // What comes is counted and not looked at: that would keep this process busy instead of the broker.
      connection.send(fetch, version, wanted, weigh, true, true, (error, taken) =>
        taken ? resolve(taken) : reject(error ?? new Error('no answer')),
      )
    })
}

const [fetch, version] = [1, 12]

const weigh = (_: number, _key: number, _version: number, answer: Reader) => ({
  consumed: answer.length,
  throttleTimeMs: answer.readInt32(),
})

const asking: Habit = async (connection) => {
  const { throttleTimeMs } = await answerTo(metadataV12.api.async(connection, null, false, false))
  return { throttleTimeMs }
}
