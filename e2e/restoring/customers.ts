import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect } from 'vitest'
import { type Journey, journeysFor } from '../demo/journeys.ts'
import { checkoutOf, type Order, Refusal, type Shop } from '../shop/index.ts'

/** Customers of all kinds, one after the other, whatever happens to the shop; resolves with the orders that were accepted. */
export async function customersOf(shop: Shop, count: number, apart: number): Promise<string[]> {
  const placed = await Promise.all(
    journeysFor(count).map(async (journey, number) => {
      await sleep(number * apart)
      return order(shop, journey, number).catch(turnedAway)
    }),
  )
  return placed.flatMap((id) => (id === undefined ? [] : [id]))
}

async function order(shop: Shop, journey: Journey, number: number) {
  const customerId = randomUUID()
  await shop.fillBasket(customerId, journey.items)
  const { orderId } = await shop.checkOut(customerId, checkoutOf(number, journey), 'once')
  if (journey.cancelIn) await cancelIn(shop, orderId, journey.cancelIn).catch(turnedAway)
  return orderId
}

async function cancelIn(shop: Shop, orderId: string, states: readonly string[]) {
  const order = await eventually(
    async () => {
      const order = await shop.order(orderId)
      expect(order.settled || states.includes(order.status)).toBe(true)
      return order
    },
    { within: 60_000, every: 20 },
  )
  if (!order.settled) await shop.cancel(orderId)
}

/** A basket that was forgotten, or an order that is too far on: that happens when a database is restored. */
function turnedAway(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}

/** Waits until nothing more is to come of any of these orders. */
export async function allEnd(shop: Shop, ids: readonly string[]): Promise<void> {
  const ended = new Set<string>()
  await eventually(
    async () => {
      const left = ids.filter((id) => !ended.has(id))
      const orders = await Promise.allSettled(left.map((id) => shop.order(id)))
      for (const order of orders) if (isSettled(order)) ended.add(order.value.id)
      expect(ids.filter((id) => !ended.has(id))).toEqual([])
    },
    { within: 120_000, every: 500 },
  )
}

const isSettled = (order: PromiseSettledResult<Order>): order is PromiseFulfilledResult<Order> =>
  order.status === 'fulfilled' && order.value.settled
