import { events } from '@saga-shop/contracts'
import type { Recording } from '@saga-shop/pages/recording'
import * as api from '@saga-shop/storefront/api'
import { Ajv } from 'ajv'

const ajv = new Ajv({ strict: false, validateFormats: false })
const byTopic = new Map(events.map((kind) => [kind.topic, kind]))

/** In what a recording differs from what the shop says and announces today; empty: nothing. */
export function driftIn(recording: Recording): string[] {
  const told = recording.events.flatMap(({ event }, index) => driftOfEvent(event, `event ${index + 1}`))
  const trails = Object.values(recording.trails).flatMap((trail) => [
    ...driftOf(api.Trail, trail, `the trail of ${trail.orderId}`),
    ...trail.events.flatMap((event) => driftOfEvent(event, `${event.type} of ${trail.orderId}`)),
  ])
  return [...driftOfAnswers(recording), ...told, ...trails]
}

function driftOfAnswers(recording: Recording): string[] {
  const { status, catalogue, trials, owed, parked, breaking } = recording
  return [
    ...recording.accounts.flatMap((account) => driftOf(api.Account, account, 'an account')),
    ...recording.orders.flatMap((order) => driftOf(api.OrderSummary, order, `order ${order.id}`)),
    ...recording.maps.flatMap(({ map }) => driftOf(api.ShopMap, map, 'a map')),
    ...recording.events.flatMap(({ event }) => driftOf(api.LiveEvent, event, event.type)),
    ...Object.entries(recording.stories).flatMap(([name, story]) => driftOf(api.ParkedStory, story, name)),
    ...driftOf(api.Status, status, 'status'),
    ...driftOf(api.Catalogue, catalogue, 'the catalogue'),
    ...driftOf(api.Trials, trials, 'the test cards'),
    ...driftOf(api.Owed, owed, 'what is owed'),
    ...driftOf(api.Parked, parked, 'what is parked'),
    ...driftOf(api.SeenTo, recording.seenTo ?? { seenTo: [], missing: [] }, 'what was seen to'),
    ...driftOf(api.Breaking, breaking, 'what can be broken'),
  ]
}

function driftOf(schema: object, value: unknown, what: string): string[] {
  const fits = ajv.compile(schema)
  return fits(value) ? [] : [`${what}: ${ajv.errorsText(fits.errors)}`]
}

interface Told {
  readonly type: string
  readonly source: string
  readonly topic: string
  readonly data?: unknown
}

/** Whether the event is announced today, by the same service, and says the same things. */
function driftOfEvent({ type, source, topic, data }: Told, what: string): string[] {
  const kind = byTopic.get(topic)
  if (!kind) return [`${what}: nobody announces ${topic}`]
  if (kind.type !== type || kind.owner !== source) return [`${what}: ${topic} is ${kind.type} of ${kind.owner}`]
  const wrong: string[] = []
  kind.avro.isValid(data, {
    noUndeclaredFields: true,
    errorHook: (path, value) => void (isBlank(value) || wrong.push(`${what}: ${path.join('.')}`)),
  })
  return wrong
}

// Personal data, as everybody but its customer sees it.
const isBlank = (value: unknown) => value === '…'
