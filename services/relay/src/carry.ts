import { once } from 'node:events'
import { Carrier, type Journey } from './carrier.ts'

// A stop that takes longer gives up: what is still in hand comes again after the next start.
const patience = 8_000

/** Carries events from Postgres to Kafka until `stop`, and then what is still in hand. Rejects with what went wrong. */
export async function carry(journey: Journey, stop: AbortSignal): Promise<void> {
  const over = new AbortController()
  const carrier = new Carrier(journey, over.signal)
  try {
    const stopped = stop.aborted || once(stop, 'abort', { signal: over.signal })
    await Promise.race([stopped, carrier.landing, carrier.broken, journey.holder.replication.ended])
    const timer = setTimeout(() => over.abort(), patience)
    await carrier.finish().finally(() => clearTimeout(timer))
  } finally {
    over.abort()
    await carrier.abandon()
  }
}
