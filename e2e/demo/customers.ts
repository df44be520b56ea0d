import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkoutOf, Refusal, type Shop } from '../shop/index.ts'
import { trufflesAt } from './goods.ts'
import type { Journey } from './journeys.ts'

/** An order that somebody is going to place. */
export interface Errand {
  readonly number: number
  readonly journey: Journey
  readonly customerId: string
}

/** Spreads the orders over customers, in turn: at most fifty for each. */
export function errandsFor(journeys: readonly Journey[]): Errand[] {
  const customers = Array.from({ length: Math.max(10, Math.ceil(journeys.length / 50)) }, () => randomUUID())
  return journeys.map((journey, number) => ({
    number,
    journey,
    customerId: customers[number % customers.length] ?? '',
  }))
}

/** What became of a checkout: an order, or the reason why there is none. */
export type CheckedOut = { readonly orderId: string; readonly token?: string } | { readonly refused: string }

/** Fills the basket and checks out. */
export async function goShopping(shop: Shop, { number, journey, customerId }: Errand): Promise<CheckedOut> {
  await shop.fillBasket(customerId, journey.items)
  try {
    const checkingOut = shop.checkOut(customerId, checkoutOf(number, journey), `demo-${number}`)
    const [checkedOut] = await Promise.all([checkingOut, journey.priceChanges && changePrice(shop, number)])
    return checkedOut
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) return { refused: error.problem.detail ?? error.message }
    throw error
  }
}

interface Waiting {
  readonly orderId: string
  readonly token: string | undefined
  readonly signal: AbortSignal
}

/** Cancels the order once it is in a state in which this customer cancels; it may be over before. */
export async function maybeCancel(shop: Shop, { journey }: Errand, waiting: Waiting): Promise<void> {
  const { orderId, token, signal } = waiting
  if (!journey.cancelIn) return
  let order = await shop.order(orderId, token).catch(notYetThere)
  while (!order || !(order.settled || journey.cancelIn.includes(order.status))) {
    await sleep(15, undefined, { signal })
    order = await shop.order(orderId).catch(notYetThere)
  }
  if (!order.settled) await shop.cancel(orderId).catch(tooLate)
}

async function changePrice(shop: Shop, number: number) {
  const { id, ...truffles } = trufflesAt(30 + (number + 1) / 100)
  await shop.putProduct(id, truffles)
}

function tooLate(error: unknown) {
  if (!(error instanceof Refusal && error.status === 409)) throw error
}

/** On a busy machine the order service may take longer to hear of an order than it lets anybody wait for it. */
function notYetThere(error: unknown): undefined {
  if (!(error instanceof Refusal && error.status === 404)) throw error
}
