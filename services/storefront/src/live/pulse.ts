import type { Audience } from './audience.ts'

// Proxies cut silent connections after half a minute at the earliest.
const every = 5_000

/** Tells watchers every few seconds that all is well, or not. Answers how to stop. */
export function startPulse(audience: Audience, behind: () => Promise<number | undefined>) {
  const beat = async () => {
    if (audience.watchers() === 0) return
    const events = await behind().catch(() => undefined)
    audience.pulse({ at: new Date().toISOString(), listening: events !== undefined, behind: events ?? 0 })
  }
  const timer = setInterval(() => void beat(), every)
  return () => clearInterval(timer)
}
