import type { Log } from '../log.ts'
import type { Parked } from './parked-rows.ts'

/** A line for each event that is parked, for whoever is on call; those that wait behind it are no news. */
export function tellParked(log: Log, parked: readonly Parked[]) {
  for (const { cause, reason } of parked) {
    const about = {
      topic: cause.name,
      partition: cause.record?.partition,
      offset: cause.record?.offset,
      key: cause.key,
    }
    if (reason === undefined) log.info(about, 'waits behind an event of its order that is parked')
    else log.error({ ...about, reason }, 'parked with its order: a person must look; other orders go on')
  }
}
