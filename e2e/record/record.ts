import { setTimeout as sleep } from 'node:timers/promises'
import type { Recording } from '@saga-shop/pages/recording'
import type { LiveEvent, OrderSummary, Trail } from '@saga-shop/storefront/api'
import type { StorefrontClient } from '../storefront/client.ts'

// Trails are the larger part of a recording: these many orders can be X-rayed in it.
const mostTrails = 60
// Pages ask for the figures of the map about as often; in milliseconds.
const betweenMaps = 2_000

/** Listens for so many seconds, and then asks for everything that the pages may ask for. */
export async function record(
  keeper: StorefrontClient,
  accounts: Recording['accounts'],
  seconds: number,
): Promise<Recording> {
  const begin = performance.now()
  const since = () => Math.round(performance.now() - begin)
  const stop = new AbortController()
  const events: { at: number; event: LiveEvent }[] = []
  const maps: Recording['maps'][number][] = []
  const listening = keeper.live('from=now', (event) => void events.push({ at: since(), event }), stop.signal)
  while (since() < seconds * 1_000) {
    maps.push({ at: since(), map: await keeper.map() })
    await sleep(betweenMaps)
  }
  stop.abort()
  await listening
  const milliseconds = since()
  const trails = await trailsOf(keeper, events)
  return {
    ...{ format: 'saga-shop-recording', version: 1, recordedAt: new Date().toISOString(), milliseconds },
    ...{ accounts, events, maps, trails },
    orders: Object.values(trails).flatMap(summaryOf),
    ...(await standing(keeper)),
  }
}

/** What does not move much: as it is at the end. */
async function standing(keeper: StorefrontClient) {
  const [{ parked, missing }, seenTo] = [await keeper.parked(), await keeper.seenTo()]
  const stories = [...parked.filter(({ reason }) => reason !== null), ...seenTo.seenTo].map(
    async ({ service, id }) => [`${service}/${id}`, await keeper.parkedStory(service, id)] as const,
  )
  return {
    status: await keeper.status(),
    catalogue: await keeper.catalogue(),
    trials: await keeper.trials(),
    owed: await keeper.owed(),
    ...{ seenTo, parked: { parked, missing }, stories: Object.fromEntries(await Promise.all(stories)) },
    breaking: await keeper.breaking(),
  }
}

/** Of the orders that began while it recorded, so that all of each is there. */
async function trailsOf(keeper: StorefrontClient, events: Recording['events']): Promise<Record<string, Trail>> {
  const begun = events.flatMap(({ event }) => (event.type === 'OrderRequested' ? (event.correlationId ?? []) : []))
  const trails: Record<string, Trail> = {}
  for (const id of [...new Set(begun)].slice(0, mostTrails)) trails[id] = await keeper.trail(id)
  return trails
}

/** An order in a line, as its own first event says. */
function summaryOf({ orderId, events }: Trail): OrderSummary[] {
  const asked = events.find(({ type }) => type === 'OrderRequested')
  const { lines, total } = (asked?.data ?? {}) as Partial<Pick<OrderSummary, 'lines' | 'total'>> // as its schema says
  if (!lines || !total) return []
  const items = lines.map(({ productId, quantity }) => ({ productId, quantity }))
  return [{ id: orderId, status: 'delivered', settled: true, lines: items, total }]
}
