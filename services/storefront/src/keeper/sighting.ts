import type { Missing } from '../api.ts'
import { missing, toNoAnswer } from '../upstream/silence.ts'
import { openUpstream, type Upstream } from '../upstream/upstream.ts'
import { type Figure, figuresIn, sumOf } from './figures.ts'

/** How the instances of a service stood at one moment. */
export interface Sighting {
  readonly at: number
  readonly ready: boolean
  readonly why: string | null
  readonly checks: Readonly<Record<string, string>>
  readonly sources: Readonly<Record<string, Source>>
  readonly figures: readonly Figure[]
  readonly missing?: Missing
}

/** A source of the relay. */
export interface Source {
  readonly state: string
  readonly lagBytes?: number
  readonly lagSeconds?: number
}

const names = new Set([
  'saga_causes_applied_total',
  'saga_events_announced_total',
  'saga_lag_events',
  'saga_parked_orders',
  'saga_owed',
  'saga_overdue',
  'relay_events_total',
])

export interface Observed {
  readonly name: string
  look(): Promise<Sighting>
  close(): Promise<void>
}

/** Looks at every instance of a service: whether it is ready, and its figures. Not being ready is an answer, too. */
export function observe(name: string, urls: string): Observed {
  const instances = urls
    .split(',')
    .map((url) => openUpstream({ name, urls: url, atOnce: 4, patience: 1_000, accepts: () => true }))
  return {
    name,
    look: async () => together(await Promise.all(instances.map(lookAt))),
    close: async () => void (await Promise.all(instances.map(({ close }) => close()))),
  }
}

async function lookAt(instance: Upstream): Promise<Sighting> {
  const at = Date.now()
  const nothing = { at, ready: false, checks: {}, sources: {}, figures: [] }
  try {
    const [health, metrics] = await Promise.all([
      instance.ask({ path: '/health/ready' }),
      instance.ask({ path: '/metrics' }),
    ])
    const { checks = {}, sources = {} } = (health.body ?? {}) as {
      checks?: Sighting['checks']
      sources?: Sighting['sources']
    }
    const ready = health.status === 200
    return {
      at,
      ready,
      why: ready ? null : inTheWay(checks, sources),
      checks,
      sources,
      figures: figuresIn(String(metrics.body), names),
    }
  } catch (error) {
    const noAnswer = toNoAnswer(instance.name, error)
    return { ...nothing, why: noAnswer.message, missing: missing(noAnswer) }
  }
}

/** Figures add up; it is ready while one instance is. */
function together(sightings: readonly Sighting[]): Sighting {
  const best = sightings.find(({ ready }) => ready) ?? sightings.find(({ missing }) => !missing) ?? sightings[0]
  if (!best) throw new Error('no instance')
  return { ...best, figures: sightings.flatMap(({ figures }) => figures) }
}

function inTheWay(checks: Sighting['checks'], sources: Sighting['sources']) {
  const bad = Object.entries(checks).filter(([, said]) => said !== 'ok')
  const idle = Object.entries(sources).filter(([, { state }]) => state !== 'streaming')
  return [
    ...bad.map(([name, said]) => `${name}: ${said}`),
    ...idle.map(([name, { state }]) => `${name}: ${state}`),
  ].join('; ')
}

/** How much a counter grew in a second between two sightings; null when that cannot be said. */
export function rateOf(before: Sighting | undefined, now: Sighting, name: string): number | null {
  const [earlier, later] = [before ? sumOf(before.figures, name) : null, sumOf(now.figures, name)]
  if (!before || earlier === null || later === null || later < earlier || now.at <= before.at) return null
  return Math.round(((later - earlier) / (now.at - before.at)) * 10_000) / 10
}
