import { randomUUID } from 'node:crypto'
import { eventually } from '@saga-shop/testing'
import { describe, expect, test } from 'vitest'
import { lettersThatWait, tell } from '../letters/letters.ts'
import { checkoutOf } from '../shop/index.ts'
import { newProduct, settled, some } from './customer.ts'
import { shop, stack } from './shop.ts'

/** A customer whose mail server takes letters, and hangs up before it says so. */
async function ordersFromAHangUp(): Promise<string> {
  const customerId = randomUUID()
  await shop.fillBasket(customerId, some(await newProduct()))
  const { recipient, cardToken } = checkoutOf(1)
  const checkout = { cardToken, recipient: { ...recipient, email: `hang-up+${randomUUID()}@canary.example.org` } }
  const { orderId } = await shop.checkOut(customerId, checkout, randomUUID())
  await settled(orderId)
  return orderId
}

/** Waits until all letters of an order are for a person. */
const waitingOf = (orderId: string) =>
  eventually(
    async () => {
      const waiting = (await lettersThatWait(stack)).filter((letter) => letter.orderId === orderId)
      expect(waiting.map(({ about }) => about).toSorted()).toEqual(['OrderConfirmed', 'OrderDelivered', 'OrderShipped'])
      return waiting
    },
    { within: 15_000 },
  )

describe('letters whose mail server hangs up before it says that it took them', () => {
  test('arrive once at the most, and wait for a person, who says what became of them', async () => {
    const orderId = await ordersFromAHangUp()
    const [first, second, third] = await waitingOf(orderId)
    expect(await shop.letters(orderId)).toHaveLength(3)
    if (!first || !second || !third) throw new Error('there are three')
    expect(await tell(stack, first.eventId, 'sent', 'Grace')).toBe('sent')
    await expect(tell(stack, first.eventId, 'send-again', 'Grace')).rejects.toThrow('waits for a person')
    expect(await tell(stack, second.eventId, 'send-again', 'Grace')).toBe('posted')
    await eventually(async () => expect(await shop.letters(orderId)).toHaveLength(4), { within: 10_000 })
    expect(await tell(stack, third.eventId, 'sent', 'Grace')).toBe('sent')
  })
})
