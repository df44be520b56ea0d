import type { EventKind } from '@saga-shop/contracts'
import type { Batcher } from '../batcher.ts'
import type { Codec } from '../codec.ts'
import type { Database } from '../database.ts'
import { PositionsMoved, Unprocessable } from '../failures.ts'
import type { Assigned, Begin, Fetched, KafkaRecord, Verdict } from '../kafka/port.ts'
import type { Log } from '../log.ts'
import { readPositions, startPositions } from '../positions.ts'
import type { Registry } from '../registry.ts'
import { type HeardRecord, readRecords } from './read-records.ts'

export interface ListenerOptions {
  readonly kinds: ReadonlyMap<string, EventKind<unknown>>
  readonly batcher: Batcher
  readonly database: Database
  readonly registry: Registry
  readonly codec: Codec
  readonly log: Log
}

/** A partition that waits for a person, and why. */
export interface Stopped {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly reason: string
}

/** Takes records to the batcher, and knows for each partition which offset comes next. */
export function listener({ kinds, batcher, database, registry, codec, log }: ListenerOptions) {
  const positions = new Map<string, number>()
  const stopped = new Map<string, Stopped>()
  const asked = new Map<string, number>()

  async function assigned(partitions: readonly Assigned[]): Promise<Begin[]> {
    await startPositions(
      database,
      partitions.map(({ topic, partition, earliest }) => ({ topic, partition, offset: earliest })),
    )
    await refresh()
    stopped.clear()
    return partitions.map(({ topic, partition }) => ({
      topic,
      partition,
      offset: positions.get(`${topic} ${partition}`) ?? 0,
    }))
  }

  async function refresh() {
    for (const { topic, partition, offset } of await readPositions(database))
      positions.set(`${topic} ${partition}`, offset)
  }

  async function hear(fetched: Fetched): Promise<Verdict> {
    const place = `${fetched.topic} ${fetched.partition}`
    const next = positions.get(place) ?? 0
    const records = fetched.records.filter((record) => record.offset >= next)
    const [first] = records
    if (!first) return { next }
    const kind = kindOf(fetched.topic)
    if (first.offset > next && !kind.compacted) return gap(fetched, next, first.offset)
    const { heard, bad } = await readRecords(withoutHoles(records, kind), kind, { registry, codec })
    const failure = (await apply(fetched, next, heard)) ?? bad
    if (failure instanceof PositionsMoved) await refresh()
    else if (failure) return stop({ ...fetched, offset: failure.offset, reason: failure.reason })
    return { next: positions.get(place) ?? next }
  }

  /** Commits a run of records. If it cannot be processed, it is cut in two until the one at fault stands alone. */
  async function apply(
    at: Fetched,
    from: number,
    heard: readonly HeardRecord[],
  ): Promise<Failure | PositionsMoved | undefined> {
    const last = heard.at(-1)
    if (!last) return undefined
    const span = { topic: at.topic, partition: at.partition, from, to: last.offset + 1 }
    try {
      await batcher.submit({ causes: heard.map((record) => record.cause), span })
      positions.set(`${at.topic} ${at.partition}`, span.to)
      return undefined
    } catch (error) {
      if (error instanceof PositionsMoved) return error
      if (heard.length === 1)
        return { offset: last.offset, reason: error instanceof Error ? error.message : String(error) }
      const cut = cutAt(heard, error)
      return (
        (await apply(at, from, heard.slice(0, cut))) ??
        (await apply(at, (heard[cut - 1]?.offset ?? from) + 1, heard.slice(cut)))
      )
    }
  }

  /** Offsets are missing. Asked for once more, they may come; otherwise somebody must look. */
  function gap(at: Fetched, next: number, found: number): Verdict {
    const place = `${at.topic} ${at.partition}`
    if (asked.get(place) !== next) {
      asked.set(place, next)
      return { next }
    }
    return stop({
      ...at,
      offset: next,
      reason: `offsets ${next} to ${found - 1} are gone: the log goes on at ${found}`,
    })
  }

  function stop({ topic, partition, offset, reason }: Stopped): Verdict {
    stopped.set(`${topic} ${partition}`, { topic, partition, offset, reason })
    log.error(
      { topic, partition, offset, reason },
      'this partition is stopped: a person must look; other partitions go on',
    )
    return { stopped: true }
  }

  function kindOf(topic: string) {
    const kind = kinds.get(topic)
    if (!kind) throw new Error(`this service does not listen to ${topic}`)
    return kind
  }

  return { assigned, hear, stopped: () => [...stopped.values()] }
}

interface Failure {
  readonly offset: number
  readonly reason: string
}

/** Just before or after the one that is named, otherwise in the middle; never at the edge. */
function cutAt(heard: readonly HeardRecord[], error: unknown): number {
  const named = error instanceof Unprocessable ? heard.findIndex(({ cause }) => cause.id === error.causeId) : -1
  if (named < 0) return heard.length >> 1
  return named === 0 ? 1 : named
}

/** Records up to the first hole; a compacted topic may have holes. */
const withoutHoles = (records: readonly KafkaRecord[], { compacted }: EventKind<unknown>) => {
  const hole = compacted
    ? -1
    : records.findIndex((record, index) => record.offset !== (records[0]?.offset ?? 0) + index)
  return hole < 0 ? records : records.slice(0, hole)
}
