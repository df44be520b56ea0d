import { events, listenersOf } from '@saga-shop/contracts'
import type { MapService, MapTopic, ShopMap } from '../api.ts'
import type { Config } from '../config.ts'
import type { Ends } from '../live/log-ends.ts'
import { upstreamNames } from '../upstream/upstreams.ts'
import { sumOf } from './figures.ts'
import type { Rates } from './rates.ts'
import { observe, rateOf, type Sighting } from './sighting.ts'

// Whoever asks within this time gets the same answer; figures older than the other say nothing about rates. Milliseconds.
const freshFor = 1_000
const longestInterval = 15_000

type Sightings = ReadonlyMap<string, Sighting>

/** The shop as a picture: looked at once a second while somebody wants to see it. */
export function openMap(config: Config, ends: Ends, rates: Rates) {
  const { BASKET_URL, ORDER_URL, PAYMENT_URL, SHIPPING_URL, EMAIL_URL, RELAY_URL } = config
  const urls = [BASKET_URL, ORDER_URL, PAYMENT_URL, SHIPPING_URL, EMAIL_URL]
  const observed = [
    ...upstreamNames.map((name, index) => observe(name, urls[index] ?? '')),
    observe('relay', RELAY_URL),
  ]
  let before: Sightings = new Map()
  let asked: Promise<ShopMap> | undefined
  let at = 0

  async function look(): Promise<ShopMap> {
    const [found, extents] = await Promise.all([
      Promise.all(observed.map(async ({ name, look }) => [name, await look()] as const)),
      ends.read().catch(() => undefined),
    ])
    const now = new Map(found)
    const earlier = (name: string) => recent(before.get(name))
    const map = {
      at: new Date().toISOString(),
      services: upstreamNames.map((name) => serviceOn(name, now, earlier(name))),
      relay: relayOn(now.get('relay'), earlier('relay')),
      kafka: { reachable: extents !== undefined, eventsPerSecond: rates.perSecond('all') },
      outside: outsideOf(now),
      topics: topicsOf(now, rates, extents ?? []),
    }
    before = now
    return map
  }

  return {
    read: (): Promise<ShopMap> => {
      if (!asked || Date.now() - at > freshFor) {
        at = Date.now()
        asked = look()
      }
      return asked
    },
    close: async () => void (await Promise.all(observed.map(({ close }) => close()))),
  }
}

const recent = (sighting: Sighting | undefined) =>
  sighting && Date.now() - sighting.at < longestInterval ? sighting : undefined

function serviceOn(name: string, now: Sightings, before: Sighting | undefined): MapService {
  const seen = now.get(name)
  if (!seen) throw new Error(`${name} was not looked at`)
  const { figures, ready, why, missing } = seen
  const lag = now.get('relay')?.sources[name]?.lagSeconds
  return {
    name,
    ready,
    why,
    heardPerSecond: rateOf(before, seen, 'saga_causes_applied_total'),
    announcedPerSecond: rateOf(before, seen, 'saga_events_announced_total'),
    lag: missing ? null : (sumOf(figures, 'saga_lag_events') ?? 0),
    outboxAgeSeconds: lag ?? null,
    parked: sumOf(figures, 'saga_parked_orders'),
    owed: sumOf(figures, 'saga_owed'),
    overdue: sumOf(figures, 'saga_overdue'),
    ...(missing && { missing }),
  }
}

function relayOn(seen: Sighting | undefined, before: Sighting | undefined): ShopMap['relay'] {
  if (!seen) throw new Error('the relay was not looked at')
  const sources = Object.entries(seen.sources).map(([name, { state, lagBytes = null, lagSeconds = null }]) => [
    name,
    { state, lagBytes, lagSeconds },
  ])
  return {
    ready: seen.ready,
    why: seen.why,
    perSecond: rateOf(before, seen, 'relay_events_total'),
    sources: Object.fromEntries(sources),
    ...(seen.missing && { missing: seen.missing }),
  }
}

/** Whether bank, carrier and mail server answer, as those say who need them. */
const outsideOf = (now: Sightings) =>
  (['bank', 'carrier', 'mail'] as const).map((name) => ({
    name,
    up: [...now.values()].some(({ checks }) => checks[name] === 'ok'),
  }))

function topicsOf(now: Sightings, rates: Rates, extents: readonly { topic: string; end: number }[]): MapTopic[] {
  return events.map((kind) => ({
    topic: kind.topic,
    type: kind.type,
    announcedBy: kind.owner,
    heardBy: [...listenersOf(kind)],
    perSecond: rates.perSecond(kind.topic),
    total: extents.filter(({ topic }) => topic === kind.topic).reduce((sum, { end }) => sum + end, 0),
    lag: Object.fromEntries(listenersOf(kind).map((service) => [service, lagOf(now.get(service), kind.topic)])),
  }))
}

const lagOf = (seen: Sighting | undefined, topic: string) =>
  sumOf(seen?.figures.filter(({ labels }) => labels['topic'] === topic) ?? [], 'saga_lag_events') ?? 0
