import { randomUUID } from 'node:crypto'
import { type EventKind, events, ProductChanged } from '@saga-shop/contracts'
import {
  type Codec,
  codec,
  consumer,
  type Fetched,
  type KafkaSettings,
  type Log,
  openRegistry,
  type Registry,
  readRecords,
  stretchesOf,
  type TlsFiles,
  untilItWorks,
} from '@saga-shop/runtime'
import type { LiveEvent } from '../api.ts'
import { toLiveEvent } from './live-event.ts'
import { type Memory, openMemory, type Told } from './memory.ts'
import { openPlaces } from './position.ts'

export interface ListeningOptions {
  readonly kafka: KafkaSettings
  readonly registryUrl: string
  readonly tls: TlsFiles | undefined
  /** Events to remember. */
  readonly most: number
  readonly log: Log
}

const kinds = new Map(events.map((kind) => [kind.topic, kind]))
const topics = [...kinds.keys()]

/** Hears every event of every topic; tells each once, and remembers the last ones. */
export interface Listening {
  readonly memory: Memory
  readonly readers: { readonly registry: Registry; readonly codec: Codec }
  joined(): boolean
  stop(): Promise<void>
}

/**
 * Begins where all that is to be remembered begins; products at the beginning of their topic, so that all are known.
 * What was heard is nowhere but in memory: after a start all of it is heard again.
 */
export async function listen(
  { kafka, registryUrl, tls, most, log }: ListeningOptions,
  tell: (told: Told) => void,
  stopped: () => boolean,
): Promise<Listening> {
  const warn = (error: unknown) => log.warn({ error: String(error) }, 'cannot listen yet; trying again')
  const registry = openRegistry(registryUrl, tls)
  await untilItWorks(() => registry.lookUp(events), warn, stopped)
  const stretches = await untilItWorks(() => stretchesOf(kafka, topics, log), warn, stopped)
  const partitions = Math.max(...stretches.map(({ partition }) => partition + 1))
  const memory = openMemory(openPlaces(topics, partitions), most)
  for (const stretch of stretches)
    memory.begin(stretch.topic, stretch.partition, startOf(stretch, most, stretches.length))
  const readers = { registry, codec: codec(registry) }

  async function hear({ topic, partition, records }: Fetched) {
    const kind = kinds.get(topic)
    if (kind) for (const event of await understand(records, kind, readers)) told(memory.remember(event))
    const last = records.at(-1)
    return { next: last ? last.offset + 1 : memory.next(topic, partition) }
  }

  const told = (one: Told | undefined) => one && tell(one)
  const hearing = consumer(
    kafka,
    {
      groupId: `storefront.live-${randomUUID()}`, // one that is not waited for, when this process was killed
      isKept: false,
      topics,
      assigned: async (extents) =>
        extents.map(({ topic, partition, begin }) => ({
          topic,
          partition,
          offset: Math.max(begin, memory.next(topic, partition)),
        })),
      hear,
    },
    log,
  )
  await hearing.start()
  return { memory, readers, joined: () => hearing.joined, stop: () => hearing.stop() }
}

/** Records as events, those that cannot be read included. */
export async function understand(
  records: Fetched['records'],
  kind: EventKind<unknown>,
  readers: Listening['readers'],
): Promise<LiveEvent[]> {
  const causes = await readRecords(records, kind, readers)
  return records.flatMap((record, index) => {
    const cause = causes[index]
    return cause ? [toLiveEvent(record, kind, cause)] : []
  })
}

function startOf(
  { topic, begin, end }: { topic: string; begin: number; end: number },
  most: number,
  partitions: number,
) {
  return topic === ProductChanged.topic ? begin : Math.max(begin, end - Math.ceil(most / partitions))
}
