import { eventually } from '@saga-shop/testing'
import { expect } from 'vitest'
import { shop } from './shop.ts'

/** What the bank did for an order, by its own books. */
export async function atTheBank(orderId: string) {
  const { charges, refunds } = await shop.bankLedger()
  const own = charges.filter((charge) => charge.orderId === orderId)
  const keys = own.map(({ key }) => key)
  return {
    charged: own.filter(({ status }) => status === 'approved').length,
    declined: own.filter(({ status }) => status === 'declined').length,
    refunded: refunds.filter(({ chargeKey }) => keys.includes(chargeKey)).length,
    asked: own.reduce((sum, { requests }) => sum + requests, 0),
  }
}

/** Waits until the bank has heard of an order: a cancellation that comes before that costs no charge, and no refund. */
export const bankThinksAbout = (orderId: string) =>
  eventually(async () => expect(await atTheBank(orderId)).not.toMatchObject({ asked: 0 }), {
    within: 20_000,
    every: 50,
  })

/** Waits until exactly letters about these events are in the customer's mailbox. */
export const mailboxHolds = (orderId: string, ...events: string[]) =>
  eventually(async () => expect((await inMailbox(orderId)).toSorted()).toEqual(events.toSorted()), { within: 10_000 })

/** The events that the letters in the mailbox are about. */
async function inMailbox(orderId: string): Promise<string[]> {
  const [letters, written] = await Promise.all([shop.letters(orderId), shop.correspondence(orderId)])
  const about = new Map(written.map((letter) => [letter.eventId, letter.about]))
  return letters.map(({ eventId }) => about.get(eventId) ?? `unknown event ${eventId}`)
}

/** Where the units of a product are. */
export async function stockOf(productId: string) {
  const { available, reserved, gone } = await shop.product(productId)
  return { available, reserved, gone }
}
