import type { Extent } from '../kafka/port.ts'
import type { Log } from '../log.ts'
import type { Position } from '../positions.ts'
import { openProgress } from './progress.ts'
import { type Standing, whatIsWrong } from './standing.ts'

export interface Watchdog {
  start(): void
  stop(): Promise<void>
  /** Looks at once: something is odd. */
  look(): void
}

export interface Watched {
  /** How often to look, and how long a partition may stand still, in milliseconds. */
  readonly every: number
  readonly patience: number
  /** What the log holds, asked over another connection than the one that is watched. */
  readonly extents: () => Promise<readonly Extent[]>
  /** Where the database says that we stand. */
  readonly positions: () => Promise<readonly Position[]>
  /** The partitions that are ours and should move. */
  readonly ours: () => readonly { readonly topic: string; readonly partition: number; readonly compacted: boolean }[]
  /** Whether records of a partition are in our hands: then it is not the client that is slow. */
  readonly inHand: (topic: string, partition: number) => boolean
  /** What else keeps positions where they are: a database that fails. */
  readonly excuse: () => boolean
  readonly stopPartition: (standing: Standing, reason: string) => void
  /** Whether the client is on its way into its group: other members, and the broker, may take their time. */
  readonly rejoining: () => boolean
  readonly restart: (why: object) => Promise<void>
  readonly lag: (standings: readonly Standing[]) => void
  readonly log: Log
}

const outsidePatience = 4

/**
 * Watches the consumer from outside its client, which can stall without a word: who has more to hear and does not move is
 * started anew; who stands where the log is not, is stopped until a person has looked.
 */
export function watchdog(watched: Watched): Watchdog {
  const { every, patience, log } = watched
  const progress = openProgress(patience)
  const stopped = new AbortController()
  const suspects = new Set<string>()
  let outsideSince: number | undefined
  let lookedAt = performance.now()
  let running: Promise<void> | undefined
  let hurry = () => {}

  async function run() {
    while (!stopped.signal.aborted) {
      await rest()
      if (!stopped.signal.aborted) await look().catch(knowNothing)
    }
  }

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, every)
      hurry = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  function knowNothing(error: unknown) {
    log.debug({ error: String(error) }, 'the watchdog cannot see: Kafka or the database is out of reach')
    forget()
  }

  function forget() {
    progress.forget()
    outsideSince = undefined
  }

  async function look() {
    const standings = await standingsNow()
    watched.lag(standings)
    const sound = standings.filter(isSound)
    if (overslept() || watched.excuse()) return forget()
    await wakeUp(
      sound.filter(({ topic, partition }) => !watched.inHand(topic, partition)),
      performance.now(),
    )
  }

  /** A process that stood still itself has not seen others stand still. */
  function overslept() {
    const before = lookedAt
    lookedAt = performance.now()
    return lookedAt - before > 3 * every
  }

  async function wakeUp(standings: readonly Standing[], now: number) {
    if (watched.rejoining()) return await waitOutside(now)
    outsideSince = undefined
    const stuck = progress.look(standings, now)
    if (stuck[0]) await watched.restart({ ...stuck[0], partitions: stuck.length })
  }

  /** One more member would only make the others wait for longer: it gets several times the patience. */
  async function waitOutside(now: number) {
    progress.forget()
    outsideSince ??= now
    if (now - outsideSince < outsidePatience * patience) return
    outsideSince = undefined
    await watched.restart({ reason: 'not in its group' })
  }

  /** First where we stand, then where the log ends: in between it can only grow. */
  async function standingsNow() {
    const stands = new Map((await watched.positions()).map((position) => [placeOf(position), position.offset]))
    const extents = new Map((await watched.extents()).map((extent) => [placeOf(extent), extent]))
    return watched.ours().flatMap((ours) => {
      const [position, extent] = [stands.get(placeOf(ours)), extents.get(placeOf(ours))]
      return position === undefined || !extent ? [] : [{ ...ours, position, begin: extent.begin, end: extent.end }]
    })
  }

  /** Wrong is what was seen wrong twice: a broker that has just come back may not know yet how far its log reaches. */
  function isSound(standing: Standing & { readonly compacted: boolean }): boolean {
    const place = placeOf(standing)
    const reason = whatIsWrong(standing, standing)
    if (!reason) suspects.delete(place)
    else if (suspects.has(place)) watched.stopPartition(standing, reason)
    else suspects.add(place)
    return !reason
  }

  return {
    start: () => {
      running ??= run()
    },
    stop: async () => {
      stopped.abort()
      hurry()
      await running
    },
    look: () => hurry(),
  }
}

const placeOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }) =>
  `${topic} ${partition}`
