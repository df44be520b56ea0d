import { type EventKind, type Fact, OrderCancelled, OrderConfirmed, OrderRequested } from '@saga-shop/contracts'
import type { DueIntent, Intent, IntentKind, Kind } from '@saga-shop/runtime'
import { followDeadlines } from '@saga-shop/runtime/testing'
import { deadlines } from './deadlines.ts'
import { reactions } from './reactions.ts'
import type { Shipment } from './shipment.ts'

export const now = 1_750_000_000_000
const customerId = '0197f000-0000-7000-8000-00000000c000'
export const home = { name: 'Ada', street: 'Gate 1', postcode: '8001', city: 'Zürich', country: 'CH' }

/** The story of one order as shipping hears it: what becomes of the shipment, what is announced, which calls are owed. */
export class Story {
  readonly orderId: string
  readonly announced: Fact[] = []
  readonly deadlines = followDeadlines(deadlines({ NEWS_WITHIN_MS: 1 }))
  readonly #owed = new Map<string, Intent>()
  readonly #everOwed = new Set<string>()
  shipment: Shipment | undefined

  constructor(orderId = '0197f000-0000-7000-8000-000000000001') {
    this.orderId = orderId
  }

  requested(postcode = home.postcode) {
    const recipient = { ...home, postcode, email: 'ada@example.org' }
    const total = { minor: 1290, currency: 'EUR' }
    const order = { orderId: this.orderId, customerId, recipient, lines: [], total, cardToken: 'card_approve' }
    return this.hear(OrderRequested, { ...order, requestedAt: now })
  }

  confirmed() {
    return this.hear(OrderConfirmed, { orderId: this.orderId, customerId, lines: [], confirmedAt: now })
  }

  cancelled() {
    return this.hear(OrderCancelled, { orderId: this.orderId, customerId, reason: 'CUSTOMER', cancelledAt: now })
  }

  /** An owed call is answered. */
  answered<Result>(kind: IntentKind<never, Result>, data: Result) {
    const call = this.due.find((due) => due.kind === kind.name)
    if (!call) throw new Error(`nobody asked for ${kind.name}`)
    return this.settle(call.id).hear(kind.answered, data)
  }

  hear<Data>(kind: EventKind<Data> | Kind<Data>, data: Data) {
    const name = 'topic' in kind ? kind.topic : kind.name
    const heard = { id: '', name, key: this.orderId, data, correlationId: this.orderId, now }
    const reaction = reactions.find(({ hears }) => hears === name)
    const decision = reaction?.decide(this.shipment, heard, undefined) ?? missing(name)
    const { becomes, announces, intends } = decision
    this.deadlines.decided(heard, decision)
    this.shipment = (becomes as Shipment | undefined) ?? this.shipment
    this.announced.push(...announces)
    for (const intent of intends) this.#owe(intent)
    return this
  }

  /** The call's outcome is known: it is no longer owed. */
  settle(id: string) {
    this.#owed.delete(id)
    return this
  }

  /** The calls that are due, as a worker gets them. */
  get due(): DueIntent[] {
    return [...this.#owed.values()].map(({ intent, ...call }) => ({
      ...{ ...call, id: call.key, kind: intent, correlationId: this.orderId, attempt: 1 },
    }))
  }

  /** What was announced, in short: `OrderReturned RECALLED`, `DeliveryFailed 2`. */
  get news() {
    return this.announced.map(({ kind, data }) => {
      const { reason, attempt } = data as { reason?: string; attempt?: number }
      return [kind.type, reason ?? attempt].join(' ').trim()
    })
  }

  /** A key is for one call ever, and only one of a kind is under way. */
  #owe(intent: Intent) {
    const isUnderWay = this.due.some(({ kind }) => kind === intent.intent)
    if (this.#everOwed.has(intent.key) || isUnderWay) throw new Error(`${intent.key} is owed twice`)
    this.#everOwed.add(intent.key)
    this.#owed.set(intent.key, intent)
  }
}

function missing(name: string): never {
  throw new Error(`nothing reacts to ${name}`)
}
