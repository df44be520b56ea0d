import type { Metrics } from './http/metrics.ts'
import type { Log } from './log.ts'
import { tellParked } from './parking/tell-parked.ts'
import type { Reacted } from './react.ts'
import { whose } from './tracing/tracer.ts'

/** One line per batch; the ids only at debug level. */
export function tell({ log, metrics }: { log: Log; metrics: Metrics }, reacted: Reacted, causes: number, ms: number) {
  const { announced, owed, passed, duplicates, parked } = reacted
  metrics.causes.inc(causes - duplicates)
  metrics.duplicates.inc(duplicates)
  metrics.batchSize.observe(causes)
  metrics.batchSeconds.observe(ms / 1_000)
  for (const { deadline } of passed) metrics.deadlinesPassed.inc({ deadline })
  for (const { fact } of announced) metrics.announced.inc({ type: fact.kind.type })
  log.info(
    { causes, duplicates, announced: announced.length, intents: owed.length, ms: Math.round(ms * 10) / 10 },
    'batch committed',
  )
  for (const { cause, reason } of parked) if (reason !== undefined) metrics.parkedEvents.inc({ topic: cause.name })
  tellParked(log, reacted)
  if (log.isLevelEnabled('debug')) log.debug({ announced: announced.map(lineOf) }, 'announced')
}

const lineOf = ({ id, fact, cause, traceparent }: Reacted['announced'][number]) => ({
  id,
  type: fact.kind.type,
  key: fact.key,
  ...whose({ correlationId: cause.correlationId, traceparent }),
})
