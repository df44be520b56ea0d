import { computed, signal } from '@preact/signals'
import type { LiveEvent, MyOrders, OrderSummary } from '../../../src/api.ts'
import { me, source } from '../shell/state.ts'
import { together } from '../source/together.ts'
import { hear, type OrderStory, untold } from '../story/order-story.ts'
import { askForBasket } from './basket-state.ts'
import { heardStory, merged, storyOf } from './seed.ts'

export const orders = signal<MyOrders | undefined>(undefined)
const heard = signal<ReadonlyMap<string, OrderStory>>(new Map())

/** An order as its customer sees it. */
export interface MyOrder {
  readonly summary: OrderSummary
  readonly story: OrderStory
}

/** The orders, newest first, each with all that is known of it. */
export const myOrders = computed<readonly MyOrder[]>(() =>
  (orders.value?.orders ?? []).map((summary) => {
    const told = heard.value.get(summary.id)
    return { summary, story: told ? merged(storyOf(summary), told) : storyOf(summary) }
  }),
)

/** Asks for the orders; of those that did not go well, also what happened. */
export async function askForOrders(after?: string) {
  if (!me.value?.account) return
  const answer = await source.orders(after)
  orders.value = answer
  const unclear = answer.orders.slice(0, 12).filter(({ id, status }) => isUnclear(status) && !heard.value.has(id))
  await Promise.all(unclear.map(({ id }) => tellMore(id)))
}

const isUnclear = (status: string) => status === 'cancelled' || status === 'returned'

async function tellMore(id: string) {
  const page = await source.order(id).catch(() => undefined)
  if (page) learn(id, heardStory(page))
}

const learn = (id: string, story: OrderStory) => {
  heard.value = new Map(heard.value).set(id, merged(heard.value.get(id) ?? untold, story))
}

// What moves things between order and basket.
const movesBasket = new Set(['OrderRejected', 'OrderConfirmed', 'OrderCancelled'])

/** Follows what happens to this customer's orders. Answers how to stop. */
export function followOrders(): () => void {
  heard.value = new Map()
  const live = source.live({ mine: true, recent: true }, together(tell, 50))
  return () => live.close()
}

function tell(events: readonly LiveEvent[]) {
  const known = new Map(heard.value)
  for (const { type, data, correlationId } of events)
    if (correlationId) known.set(correlationId, hear(known.get(correlationId) ?? untold, { type, data }))
  heard.value = known
  const listed = new Set(orders.value?.orders.map(({ id }) => id))
  if (events.some(({ correlationId }) => correlationId && !listed.has(correlationId))) askSoon()
  if (events.some(({ type }) => movesBasket.has(type))) askForBasketSoon()
}

// The basket hears of it when this page does: it may take a moment until it has given things back.
function askForBasketSoon() {
  for (const milliseconds of [0, 1_000, 4_000]) setTimeout(() => void askForBasket().catch(() => {}), milliseconds)
}

let soon: ReturnType<typeof setTimeout> | undefined

// Several events of a new order come close together: one question is enough.
function askSoon() {
  clearTimeout(soon)
  soon = setTimeout(() => void askForOrders().catch(() => {}), 300)
}
