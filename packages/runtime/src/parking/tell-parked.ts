import type { Log } from '../log.ts'
import type { Reacted } from '../react.ts'
import { whose } from '../tracing/tracer.ts'

/** A line for each event and call that is parked, for whoever is on call; those that wait behind one are no news. */
export function tellParked(log: Log, { parked, spoilt }: Pick<Reacted, 'parked' | 'spoilt'>) {
  for (const { cause, reason } of parked) {
    const { name: topic, key, record } = cause
    const about = { topic, partition: record?.partition, offset: record?.offset, key, ...whose(cause) }
    if (reason === undefined) log.info(about, 'waits behind an event of its order that is parked')
    else log.error({ ...about, reason }, 'parked with its order: a person must look; other orders go on')
  }
  for (const outcome of spoilt)
    log.error(
      { outcome: outcome.name, key: outcome.key, intent: outcome.intentId, ...whose(outcome) },
      'an outcome cannot be processed: its call is parked',
    )
}
