import { Type } from 'typebox'
import type { Status } from '../api.ts'
import { expects, part } from '../upstream/part.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { type Upstreams, upstreamNames } from '../upstream/upstreams.ts'

const anything = expects<unknown>(Type.Unknown())

// Whoever asks within this time gets the same answer, in milliseconds.
const freshFor = 1_000

const names = [...upstreamNames, 'relay'] as const

/** What works, found out by asking each service, and the relay, whether it lives: at most once a second, whoever wants to know. */
export function openStatus(upstreams: Upstreams, isListening: () => boolean) {
  let asked: Promise<Status> | undefined
  let at = 0

  async function look(): Promise<Status> {
    const services = await Promise.all(names.map((name) => serviceStatus(name, upstreams[name])))
    const up = new Set(services.flatMap(({ name, up }) => (up ? [name] : [])))
    const [basket, order, live] = [up.has('basket'), up.has('order'), isListening()]
    return {
      services,
      can: { browse: true, basket, checkout: basket, orders: order, cancel: order, live },
      notes: notesOn({ basket, order, live, others: services.filter(({ up }) => !up).map(({ name }) => name) }),
    }
  }

  return (): Promise<Status> => {
    if (!asked || Date.now() - at > freshFor) {
      at = Date.now()
      asked = look()
    }
    return asked
  }
}

async function serviceStatus(name: string, upstream: Upstream): Promise<Status['services'][number]> {
  await part(upstream, { path: '/health/live', patience: 1_000 }, anything)
  const { circuit, since, why } = upstream.condition()
  return { name, up: since === undefined, circuit, ...(since && { since: since.toISOString() }), ...(why && { why }) }
}

interface Down {
  readonly basket: boolean
  readonly order: boolean
  readonly live: boolean
  readonly others: readonly string[]
}

/** What customers shall know. */
const notesOn = ({ basket, order, live, others }: Down) => [
  ...(basket ? [] : ['Baskets are out of reach: call our customer care to order.']),
  ...(order
    ? []
    : ['Orders are accepted, and looked at as soon as our order department is back. Cancelling has to wait.']),
  ...(others.includes('payment') ? ['Payments have to wait; nothing is charged twice.'] : []),
  ...(others.includes('shipping') ? ['Parcels have to wait.'] : []),
  ...(others.includes('email') ? ['Letters come later.'] : []),
  ...(others.includes('relay') ? ['Orders are accepted; what becomes of them is told later.'] : []),
  ...(live ? [] : ['What happens is not shown at the moment, and will be shown later.']),
]
