import { type EventKind, events } from '@saga-shop/contracts'
import { type Batcher, batcher } from './batcher.ts'
import { codec } from './codec.ts'
import type { Database } from './database.ts'
import { caughtUp } from './deadlines/caught-up.ts'
import { declare } from './deadlines/moves.ts'
import { ticker } from './deadlines/ticker.ts'
import type { Metrics } from './http/metrics.ts'
import type { Hands } from './intents/intent-rows.ts'
import { handOver, handsOf, worker } from './intents/worker.ts'
import { consumer } from './kafka/consumer.ts'
import { openLogEnds } from './kafka/log-ends.ts'
import { restartable } from './kafka/restartable.ts'
import { openSender } from './kafka/sender.ts'
import { kafkaSettings } from './kafka/settings.ts'
import { listener } from './listening/listener.ts'
import type { Log } from './log.ts'
import { tellDeadLetters } from './parking/dead-letters.ts'
import { keeper } from './parking/keeper.ts'
import { type Parking, parking } from './parking/parking.ts'
import type { Reacted } from './react.ts'
import type { Reaction } from './reaction.ts'
import { openRegistry } from './registry.ts'
import { recollect } from './restoring/recollection.ts'
import { openReplay } from './restoring/replay.ts'
import type { ServiceDefinition } from './service.ts'
import { tell } from './telling.ts'
import { tlsOf } from './tls/settings.ts'
import { troubleOf } from './trouble.ts'
import { untilItWorks } from './waiting.ts'
import { watch } from './watching/watch.ts'

/** What moves events through a service: from Kafka and HTTP, through the batcher, to the outbox and the outside world. */
export interface Engine {
  readonly batcher: Batcher
  readonly parking: Parking
  start(): Promise<void>
  /** Takes in no more, commits what is in hand, leaves the group. */
  stop(): Promise<void>
  joined(): boolean
  /** Whether it hears again what it had heard before its database was restored: until then it takes no requests. */
  replays(): boolean
  /** What a person on call should know, in a sentence. */
  trouble(): string | undefined
}

export interface Parts {
  readonly database: Database
  readonly log: Log
  readonly metrics: Metrics
}

/** Rejects while the registry is out of reach: nothing can be announced or understood without schema ids. */
export async function buildEngine(definition: ServiceDefinition, { database, log, metrics }: Parts): Promise<Engine> {
  const { name, settings, reactions, calls = [] } = definition
  const kinds = new Map(reactions.flatMap(({ event }) => (event ? [[event.topic, event] as const] : [])))
  const registry = openRegistry(settings.REGISTRY_URL, tlsOf('HTTP', settings))
  await registry.lookUp([...kinds.values(), ...announcedBy(name)])
  const avro = codec(registry)
  const deciding = { reactions: byName(reactions), deadlines: declare(definition.deadlines) }
  const replay = openReplay(database, log)
  const hands: Hands = (kind) => (replay.isOver ? handsOf(workers)(kind) : undefined)
  const committed = (reacted: Reacted, causes: number, milliseconds: number) => {
    tell({ log, metrics }, reacted, causes, milliseconds)
    handOver(reacted, workers)
    if (reacted.parked.length > 0 || reacted.spoilt.length > 0) parked.wake()
  }
  const reacting = { ...deciding, encode: avro.encode, hands, database, log, committed }
  const queue = batcher({ ...reacting, mostCauses: settings.BATCH_CAUSES })
  const working = { database, batcher: queue, log, took: metrics.latencies.call }
  const workers = calls.map((call) => worker(call, working))
  const onlyOld = () => guard.look()
  const took = metrics.latencies.hop
  const listening = listener({ kinds, batcher: queue, database, registry, codec: avro, replay, log, onlyOld, took })
  const kafka = kafkaSettings(settings, `${name}-${settings.INSTANCE}`)
  const logEnds = openLogEnds(kafka, [...kinds.keys()], log)
  const clock = ticker({
    ...deciding,
    database,
    batcher: queue,
    log,
    caughtUp: () => caughtUp({ database, log, logEnds: logEnds.read }),
  })
  const hearing = restartable(
    (options) => consumer(kafka, options, log),
    {
      groupId: `${name}.saga`,
      topics: [...kinds.keys()],
      every: settings.HEAR_EVERY_MS,
      assigned: listening.assigned,
      hear: listening.hear,
    },
    log,
  )
  const redriving = { ...reacting, kinds, readers: { registry, codec: avro } }
  const sender = openSender(kafka, log)
  const letters = { database, service: name, groupId: `${name}.saga`, send: sender.send }
  const parked = keeper({ ...redriving, deadLetters: () => tellDeadLetters(letters) })
  const patience = settings.STALL_SECONDS * 1_000
  const extents = logEnds.read
  const guard = watch({ hearing, listening, batcher: queue, database, extents, patience, metrics, log })
  metrics.stopped(() => listening.stopped().length)
  metrics.parked(parked.figures)
  metrics.failing(queue.failingSince)

  let stopping = false

  /** Before anything is heard: what a restored database has to be told by its own announcements. */
  async function rememberFirst() {
    await replay.start()
    await recollect(database, queue, definition.recollections ?? [])
  }

  return {
    batcher: queue,
    parking: parking({ ...redriving, batcher: queue }),
    start: async () => {
      await untilItWorks(
        () => rememberFirst(),
        (error) =>
          log.warn({ error: String(error) }, 'cannot find out whether this database was restored; trying again'),
        () => stopping,
      )
      for (const { start } of workers) start()
      clock.start()
      parked.start()
      guard.start()
      await hearing.start()
    },
    stop: async () => {
      stopping = true
      replay.stop()
      await Promise.all([
        guard.stop(),
        hearing.stop(),
        clock.stop(),
        parked.stop(),
        ...workers.map(({ stop }) => stop()),
      ])
      await queue.idle()
      await Promise.all(workers.map(({ stop }) => stop())) // a batch that was under way may have claimed calls
      await Promise.all([logEnds.close(), sender.close()])
    },
    joined: () => hearing.joined,
    replays: () => !replay.isOver,
    trouble: () => troubleOf({ since: queue.failingSince(), replay, stopped: listening.stopped() }),
  }
}

const byName = (reactions: readonly Reaction[]) => new Map(reactions.map((reaction) => [reaction.hears, reaction]))

const announcedBy = (name: string): EventKind<unknown>[] => events.filter(({ owner }) => owner === name)
