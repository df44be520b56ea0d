import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../database.ts'
import type { Extent } from '../kafka/port.ts'
import type { Log } from '../log.ts'
import { type Position, readPositions } from '../positions.ts'

export interface HearingOf {
  readonly database: Database
  readonly log: Log
  /** Where the log of each partition that this service listens to ends now. */
  readonly logEnds: () => Promise<readonly Pick<Extent, 'topic' | 'partition' | 'end'>[]>
}

// How long to wait for the last records before looking again later, in milliseconds.
const patience = 5_000

/**
 * Whether this service, all its instances together, has heard whatever stood in the log when it was asked. After an
 * outage or a restore answers may wait there that came in time: before they are heard, nobody may say that none came.
 */
export async function caughtUp({ database, log, logEnds }: HearingOf): Promise<boolean> {
  const ends = await logEnds()
  for (const until = performance.now() + patience; performance.now() < until; await sleep(50)) {
    const behind = unheard(ends, await readPositions(database))
    if (behind.length === 0) return true
    if (performance.now() + 50 < until) continue
    log.warn({ partitions: behind.length, first: behind[0] }, 'deadlines wait: there is more in the log than was heard')
  }
  return false
}

function unheard(ends: Awaited<ReturnType<HearingOf['logEnds']>>, stands: readonly Position[]) {
  const heard = new Map(stands.map((position) => [placeOf(position), position.offset]))
  return ends.filter((extent) => (heard.get(placeOf(extent)) ?? 0) < extent.end)
}

const placeOf = ({ topic, partition }: Pick<Position, 'topic' | 'partition'>) => `${topic} ${partition}`
