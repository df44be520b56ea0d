import type { Batcher } from '../batcher.ts'
import type { Database } from '../database.ts'
import type { Metrics } from '../http/metrics.ts'
import type { Extent } from '../kafka/port.ts'
import type { RestartableConsumer } from '../kafka/restartable.ts'
import type { listener } from '../listening/listener.ts'
import type { Log } from '../log.ts'
import { readPositions } from '../positions.ts'
import type { Standing } from './standing.ts'
import { type Watchdog, watchdog } from './watchdog.ts'

export interface Watching {
  readonly hearing: RestartableConsumer
  readonly listening: ReturnType<typeof listener>
  readonly batcher: Batcher
  readonly database: Database
  readonly extents: () => Promise<readonly Extent[]>
  /** How long a partition may stand still, in milliseconds. */
  readonly patience: number
  readonly metrics: Metrics
  readonly log: Log
}

const mostBetweenLooks = 5_000

/** The watchdog of a service's consumer. */
export function watch({ hearing, listening, batcher, database, extents, patience, metrics, log }: Watching): Watchdog {
  return watchdog({
    every: Math.min(mostBetweenLooks, patience / 2),
    patience,
    extents,
    positions: () => readPositions(database),
    ours: listening.ours,
    inHand: listening.isInHand,
    excuse: () => batcher.failingSince() !== undefined,
    stopPartition: (standing, reason) => listening.stop({ ...standing, offset: standing.position, reason }),
    rejoining: () => hearing.rejoining,
    restart: async (why) => {
      metrics.restarts.inc()
      log.error(why, 'the consumer has stalled: it is started anew')
      await hearing.restart()
    },
    lag: (standings) => tellLag(metrics, standings),
    log,
  })
}

/** Partitions that went to another instance are no longer told here. */
function tellLag({ lag }: Metrics, standings: readonly Standing[]) {
  lag.reset()
  for (const { topic, partition, position, end } of standings)
    lag.set({ topic, partition }, Math.max(0, end - position))
}
