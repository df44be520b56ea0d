import type { EventKind } from '@saga-shop/contracts'
import type { Batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import type { Codec } from '../codec.ts'
import type { Database } from '../database.ts'
import { PositionsMoved } from '../failures.ts'
import type { Begin, Extent, Fetched, KafkaRecord, Verdict } from '../kafka/port.ts'
import type { Log } from '../log.ts'
import { readPositions, startPositions } from '../positions.ts'
import type { Registry } from '../registry.ts'
import type { Replay } from '../restoring/replay.ts'
import { backoff } from '../waiting.ts'
import { type Took, tellAge } from './ages.ts'
import { assignmentCheck, type Given, givenOf } from './assignments.ts'
import { withoutHoles } from './holes.ts'
import { readRecords } from './read-records.ts'

export interface ListenerOptions {
  readonly kinds: ReadonlyMap<string, EventKind<unknown>>
  readonly batcher: Batcher
  readonly database: Database
  readonly registry: Registry
  readonly codec: Codec
  readonly replay: Pick<Replay, 'mark'>
  readonly log: Log
  /** Told when records come that were heard before: mostly a harmless repeat, sometimes a log that was cut. */
  readonly onlyOld?: () => void
  readonly took?: Took
}

/** A partition that waits for a person, and why. */
export interface Stopped {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly reason: string
}

/** Takes records to the batcher, and knows for each partition which offset comes next. */
export function listener({ kinds, batcher, database, registry, codec, replay, log, onlyOld, took }: ListenerOptions) {
  const positions = new Map<string, number>()
  const stopped = new Map<string, Stopped>()
  const asked = new Map<string, number>()
  const strange = new Map<string, number>()
  const inHand = new Map<string, number>()
  const check = assignmentCheck()
  let given: readonly Given[] = []

  async function assigned(partitions: readonly Extent[]): Promise<Begin[]> {
    await startPositions(
      database,
      partitions.map(({ topic, partition, begin }) => ({ topic, partition, offset: begin })),
    )
    await refresh()
    given = givenOf(partitions, positions, kinds)
    const wrong = check(given)
    stopped.clear()
    for (const { standing, reason } of wrong) stop({ ...standing, offset: standing.position, reason })
    return given.map(({ topic, partition, position }) => ({ topic, partition, offset: position }))
  }

  async function refresh() {
    for (const { topic, partition, offset } of await readPositions(database))
      positions.set(`${topic} ${partition}`, offset)
  }

  async function hear(fetched: Fetched): Promise<Verdict> {
    const place = `${fetched.topic} ${fetched.partition}`
    if (stopped.has(place)) return { stopped: true }
    inHand.set(place, (inHand.get(place) ?? 0) + 1)
    return hearNext(fetched, place).finally(() => inHand.set(place, (inHand.get(place) ?? 1) - 1))
  }

  async function hearNext(fetched: Fetched, place: string): Promise<Verdict> {
    const next = positions.get(place) ?? 0
    const records = fetched.records.filter((record) => record.offset >= next)
    const [first] = records
    if (!first) {
      onlyOld?.()
      return { next }
    }
    const kind = kindOf(fetched.topic)
    if (first.offset > next && !kind.compacted) return gap(fetched, next, first.offset)
    const understood = await understand(withoutHoles(records, kind), kind)
    if (understood.length === 0) return { next }
    const failure = await apply(fetched, next, replay.mark(understood))
    if (failure) return stop({ ...fetched, offset: positions.get(place) ?? next, reason: failure })
    return { next: positions.get(place) ?? next }
  }

  /** While the registry is out of reach nothing new can be understood: the same records are heard again in a while. */
  async function understand(records: readonly KafkaRecord[], kind: EventKind<unknown>): Promise<readonly Cause[]> {
    try {
      const causes = await readRecords(records, kind, { registry, codec })
      strange.delete(kind.topic)
      return causes
    } catch (error) {
      const attempt = (strange.get(kind.topic) ?? 0) + 1
      strange.set(kind.topic, attempt)
      log.warn({ topic: kind.topic, attempt, error: String(error) }, 'a schema cannot be asked for yet; trying again')
      await backoff(attempt)
      return []
    }
  }

  /** Commits a run of records; answers what is in the way if even parking one of them fails. */
  async function apply(at: Fetched, from: number, causes: readonly Cause[]): Promise<string | undefined> {
    const place = `${at.topic} ${at.partition}`
    const to = (causes.at(-1)?.record?.offset ?? from) + 1
    try {
      await batcher.submit({ causes, span: { topic: at.topic, partition: at.partition, from, to } })
      positions.set(place, to)
      if (took) tellAge(took, causes[0]?.record)
      return undefined
    } catch (error) {
      await refresh()
      return error instanceof PositionsMoved ? undefined : String(error)
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

  return {
    assigned,
    hear,
    stopped: () => [...stopped.values()],
    /** The partitions that are ours and not stopped. */
    ours: () => given.filter(({ topic, partition }) => !stopped.has(`${topic} ${partition}`)),
    isInHand: (topic: string, partition: number) => (inHand.get(`${topic} ${partition}`) ?? 0) > 0,
    /** Hears no more of a partition until a person has looked. */
    stop,
  }
}
