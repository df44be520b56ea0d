import { describe, expect, test } from 'vitest'
import { hear, mayCancel, statusInWords, toneOf, untold } from './order-story.ts'
import { explain } from './reasons.ts'
import { shortId, shortTopic } from './topology.ts'
import { count, duration, grouped, price } from './words.ts'

const story = (...told: (string | [string, object])[]) =>
  told.map((one) => (typeof one === 'string' ? { type: one } : { type: one[0], data: one[1] })).reduce(hear, untold)

describe('what a customer sees of an order', () => {
  test('ends with delivered when all went well', () => {
    const well = story(
      'OrderRequested',
      'OrderValidated',
      'OrderPaymentProcessed',
      'OrderConfirmed',
      'ShipmentPrepared',
      'OrderShipped',
      'OrderDelivered',
    )
    expect(well.reached).toHaveLength(6)
    expect([well.status, toneOf(well.status), explain(well)]).toEqual(['delivered', 'good', undefined])
  })
  test('is the same in whatever sequence its events come', () => {
    expect(story('OrderDelivered', 'OrderShipped', 'OrderConfirmed', 'OrderRequested').status).toBe('delivered')
    expect(story('OrderShipped', 'OrderCancelled', 'OrderValidated').status).toBe('cancelled')
  })
  test.each([
    [
      'A declined card',
      [['OrderCancelled', { reason: 'PAYMENT_DECLINED' }]],
      /declined the card\. Nothing was charged/,
    ],
    [
      'A cancelled order that was paid',
      ['OrderPaymentProcessed', ['OrderCancelled', { reason: 'CUSTOMER' }], 'OrderRefunded'],
      /charged once, given back once/,
    ],
    ['An order out of stock', [['OrderRejected', { reason: 'OUT_OF_STOCK' }]], /not enough of it left/],
    ['A lost parcel', [['OrderReturned', { reason: 'LOST' }]], /lost the parcel; your money is on its way back/],
    [
      'A parcel that nobody took',
      [['OrderReturned', { reason: 'UNDELIVERABLE' }], 'OrderRefunded'],
      /three times.*you have your money back/,
    ],
    ['A first failed attempt', ['OrderShipped', 'DeliveryFailed'], /Nobody was in\. The carrier tries again/],
    [
      'A bank that was late',
      [['OrderCancelled', { reason: 'PAYMENT_OVERDUE' }]],
      /did not answer in time\. If it charged/,
    ],
    [
      'A charge that came when the order had been given up',
      [['OrderCancelled', { reason: 'PAYMENT_OVERDUE' }], 'OrderPaymentProcessed'],
      /charged the card after all: your money is on its way back/,
    ],
    [
      'The same, when the money is back',
      ['OrderPaymentProcessed', ['OrderCancelled', { reason: 'PAYMENT_OVERDUE' }], 'OrderRefunded'],
      /charged the card after all: you have your money back/,
    ],
  ] as [string, (string | [string, object])[], RegExp][])('%s is explained', (_, told, says) => {
    expect(explain(story(...told))).toMatch(says)
  })
  test('money that is back is said in the status', () => {
    expect(statusInWords({ status: 'cancelled', refunded: true })).toBe('cancelled, refunded')
  })
  test('may be cancelled until it is delivered', () => {
    expect(['requested', 'shipped', 'delivered', 'cancelled'].map(mayCancel)).toEqual([true, true, false, false])
  })
})

describe('words', () => {
  test.each([
    [0.42, '0.4 ms'],
    [9.96, '10 ms'],
    [48.2, '48 ms'],
    [4_210, '4.2 s'],
    [59_990, '1 min'],
    [180_000, '3 min'],
    [-5, '−5 ms'],
  ])('%d milliseconds are %s', (milliseconds, words) => expect(duration(milliseconds)).toBe(words))
  test('amounts, counts and long numbers read well', () => {
    expect(price({ minor: 1290, currency: 'EUR' })).toBe('€ 12.90')
    expect([count(1, 'event'), count(3, 'event'), grouped(80_412)]).toEqual(['1 event', '3 events', '80\u202f412'])
    expect([shortId('7f3a19c2-0000-4000-8000-0000000019c2'), shortTopic('order.order-validated.v1')]).toEqual([
      '7f3a-19c2',
      'order-validated',
    ])
  })
})
