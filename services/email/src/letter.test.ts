import { describe, expect, test } from 'vitest'
import type { Posted } from './correspondence.ts'
import { ada, orderId } from './email.fixtures.ts'
import { write } from './letter.ts'
import type { News } from './news.ts'

const eventId = '019d2f0e-8a53-7c3e-9a41-5a52b0f4c0ee'
const sender = { from: 'hello@saga-shop.example', shopUrl: 'http://shop.example/' }
const posted = (news: News): Posted => ({ orderId, eventId, recipient: ada, news })
const letter = (news: News) => write(posted(news), sender)

test('a letter tells who it is for, what it is about and where to look', () => {
  expect(letter({ about: 'OrderDelivered' })).toEqual({
    from: { name: 'Saga Shop', address: 'hello@saga-shop.example' },
    to: { name: 'Ada', address: 'ada@example.org' },
    subject: 'Your order 019d2f0e has arrived',
    text: expect.stringContaining(`http://shop.example/orders/${orderId}?after=${eventId}`),
    messageId: `<${eventId}@saga-shop.example>`,
    headers: { 'X-Order-Id': orderId, 'X-Event-Id': eventId, 'Auto-Submitted': 'auto-generated' },
  })
})

describe('the text', () => {
  test.each<[News, RegExp]>([
    [{ about: 'OrderConfirmed' }, /payment has reached us/],
    [
      { about: 'OrderRejected', reason: 'OUT_OF_STOCK', productId: 'tea' },
      /not enough of “tea” left.* in your basket/s,
    ],
    [{ about: 'OrderRejected', reason: 'PRICE_CHANGED', productId: 'tea' }, /price of “tea” changed/],
    [{ about: 'OrderRejected', reason: 'UNKNOWN_PRODUCT', productId: null }, /one of the products is not for sale/],
    [{ about: 'OrderRejected', reason: 'OVER_LIMIT', productId: null }, /more than we can take/],
    [{ about: 'OrderCancelled', reason: 'PAYMENT_DECLINED' }, /bank declined.*Nothing was charged/s],
    [{ about: 'OrderCancelled', reason: 'PAYMENT_OVERDUE' }, /not reach us in time/],
    [{ about: 'OrderCancelled', reason: 'CUSTOMER' }, /As you asked/],
    [{ about: 'OrderShipped', trackingId: 'PX-1' }, /PX-1/],
    [{ about: 'DeliveryFailed', trackingId: 'PX-1', attempt: 2 }, /attempt 2 of 3/],
    [{ about: 'OrderRefunded', amount: { minor: 1290, currency: 'EUR' } }, /€12\.90/],
    [{ about: 'OrderRefunded', amount: { minor: 1290, currency: 'JPY' } }, /¥1,290/],
  ])('about %j says so in human words', (news, words) => {
    expect(letter(news).text).toMatch(words)
    expect(letter(news).text).not.toMatch(/undefined|null|_/)
    expect(letter(news).subject).toContain('019d2f0e')
  })
})
