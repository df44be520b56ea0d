import { describe, expect, test } from 'vitest'
import { eur, now, orderId, request, tea, validated } from './order.fixtures.ts'
import { advance, cancel, confirm, decline, giveUp, isSettled, type Order, refunded, takeBack } from './order.ts'
import { Stock } from './stock.ts'
import { validate } from './validation.ts'

const shelf = new Stock([tea])
const types = ({ announces }: { announces: readonly { kind: { type: string } }[] }) =>
  announces.map(({ kind }) => kind.type)
const after = (order: Order | undefined, ...steps: ((order: Order | undefined) => { becomes?: Order })[]) =>
  steps.reduce((state, step) => step(state).becomes ?? state, order)

const paid = (order: Order | undefined) => confirm(order, 'payment', now)
const declined = (order: Order | undefined) => decline(order, now)
const overdue = (order: Order | undefined) => giveUp(order, now)
const cancelled = (order: Order | undefined) => cancel(order, now)
const shipped = (order: Order | undefined) => advance(order, 'shipped')
const delivered = (order: Order | undefined) => advance(order, 'delivered')
const returned = (order: Order | undefined) => takeBack(order, 'UNDELIVERABLE')
const recalled = (order: Order | undefined) => takeBack(order, 'RECALLED')
const lost = (order: Order | undefined) => takeBack(order, 'LOST')

describe('a request', () => {
  test('for what is in stock at the price shown is validated', () => {
    const decision = validate(undefined, request(), shelf, now)
    expect(decision.becomes).toMatchObject({ status: 'validated', lines: [{ productId: 'tea', quantity: 2 }] })
    expect(decision.announces).toMatchObject([{ key: orderId, data: { total: eur(2580), cardToken: 'card_approve' } }])
  })

  test('carries the customer’s name and address no further', () => {
    expect(JSON.stringify(validate(undefined, request(), shelf, now))).not.toContain('ada@example.org')
  })

  test.each([
    [
      'an unknown product',
      { lines: [{ productId: 'gold', quantity: 1, unitPrice: eur(1) }] },
      'UNKNOWN_PRODUCT',
      'gold',
    ],
    [
      'another price than today’s',
      { lines: [{ productId: 'tea', quantity: 1, unitPrice: eur(1) }] },
      'PRICE_CHANGED',
      'tea',
    ],
    [
      'more than is left',
      { lines: [{ productId: 'tea', quantity: 101, unitPrice: tea.price }] },
      'OUT_OF_STOCK',
      'tea',
    ],
    ['more money than one order may cost', { total: eur(500_001) }, 'OVER_LIMIT', null],
  ])('for %s is rejected', (_, changes, reason, productId) => {
    const decision = validate(undefined, request(changes), shelf, now)
    expect(decision.becomes).toMatchObject({ status: 'rejected', reason, productId })
    expect(decision.announces).toMatchObject([{ data: { reason, productId } }])
  })

  test('that was decided before stays decided', () => {
    expect(validate(validated(), request(), shelf, now)).toEqual({ announces: [], intends: [] })
  })
})

describe('a paid order', () => {
  test('is confirmed, and goes to the warehouse', () => {
    expect(types(paid(validated()))).toEqual(['OrderConfirmed'])
  })
  test('ignores a late decline', () => {
    expect(declined(after(validated(), paid))).toEqual({ announces: [], intends: [] })
  })
  test('is confirmed once, however often payment says so', () => {
    expect(types(paid(after(validated(), paid)))).toEqual([])
  })
})

describe('a declined order', () => {
  test('is cancelled, and settled at once', () => {
    const decision = declined(validated())
    expect(types(decision)).toEqual(['OrderCancelled'])
    expect(decision.becomes && isSettled(decision.becomes)).toBe(true)
  })
  test('ignores a late payment’s confirmation', () => {
    expect(types(paid(after(validated(), declined)))).toEqual([])
  })
})

describe('an order whose payment is not heard of in time', () => {
  const settled = (order: Order | undefined) => order && isSettled(order)

  test('is cancelled, and says why', () => {
    const decision = overdue(validated())
    expect(decision.becomes).toMatchObject({ status: 'cancelled', reason: 'PAYMENT_OVERDUE', goods: 'back' })
    expect(decision.announces).toMatchObject([{ data: { reason: 'PAYMENT_OVERDUE' } }])
  })
  test('waits on for payment to say whether it charged, and then for the money to be back', () => {
    const order = after(validated(), overdue)
    expect(settled(order)).toBe(false)
    expect(settled(after(order, declined))).toBe(true)
    expect([settled(after(order, paid)), settled(after(order, paid, refunded))]).toEqual([false, true])
  })
  test.each([
    ['paid', [paid]],
    ['declined', [declined]],
    ['cancelled by its customer', [cancelled]],
    ['given up on', [overdue]],
  ])('stays as it is when it is %s meanwhile', (_, steps) => {
    expect(overdue(after(validated(), ...steps))).toEqual({ announces: [], intends: [] })
  })
})

describe('a customer', () => {
  test.each([
    ['validated', []],
    ['confirmed', [paid]],
    ['shipped', [paid, shipped]],
  ])('may cancel while the order is %s', (_, steps) => {
    expect(types(cancelled(after(validated(), ...steps)))).toEqual(['OrderCancelled'])
  })
  test('may not cancel what was delivered', () => {
    expect(cancelled(after(validated(), paid, delivered)).refuses).toMatchObject({ reason: 'too-late' })
  })
  test('who cancels twice is told yes, and nothing more happens', () => {
    expect(cancelled(after(validated(), cancelled))).toEqual({ announces: [], intends: [] })
  })
  test('cannot cancel what nobody has heard of', () => {
    expect(cancelled(undefined).refuses).toMatchObject({ reason: 'not-found' })
  })
})

describe('a cancelled order', () => {
  const settled = (order: Order | undefined) => order && isSettled(order)

  test('waits for payment to say whether it charged', () => {
    expect(settled(after(validated(), cancelled))).toBe(false)
    expect(settled(after(validated(), cancelled, declined))).toBe(true)
  })
  test('that was charged meanwhile waits for the money to be back, whichever is heard first', () => {
    expect(settled(after(validated(), cancelled, paid))).toBe(false)
    expect(settled(after(validated(), cancelled, paid, refunded))).toBe(true)
    expect(settled(after(validated(), cancelled, refunded, paid))).toBe(true)
  })
  test('that was under way waits for goods and money, whichever comes first', () => {
    const order = after(validated(), paid, shipped, cancelled)
    expect(settled(after(order, refunded))).toBe(false)
    expect(settled(after(order, recalled))).toBe(false)
    expect(settled(after(order, recalled, refunded))).toBe(true)
    expect(settled(after(order, refunded, recalled))).toBe(true)
  })
  test('stays cancelled even if it was delivered meanwhile', () => {
    expect(after(validated(), paid, cancelled, delivered)).toMatchObject({ status: 'cancelled' })
  })
})

describe('shipping', () => {
  test('that says delivered before it says shipped leaves the order delivered', () => {
    expect(after(validated(), paid, delivered, shipped)).toMatchObject({ status: 'delivered' })
  })
  test('that brings the parcel back leaves the order returned until the money is back', () => {
    const order = after(validated(), paid, shipped, returned)
    expect(order).toMatchObject({ status: 'returned', goods: 'back', money: 'due' })
  })
  test('whose return is heard after the refund for it settles the order', () => {
    const order = after(validated(), paid, refunded, returned)
    expect(order && isSettled(order)).toBe(true)
  })
  test('that loses the parcel leaves nothing to put back on the shelf', () => {
    expect(after(validated(), paid, lost)).toMatchObject({ status: 'returned', goods: 'lost' })
  })
})
