import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { now, request, tea } from './order.fixtures.ts'
import { advance, cancel, confirm, decline, type Order, refunded, takeBack } from './order.ts'
import { Stock } from './stock.ts'
import { validate } from './validation.ts'

const steps: Record<string, (order: Order | undefined, stock: Stock) => { becomes?: Order }> = {
  requested: (order, stock) => validate(order, request(), stock, now),
  paid: (order) => confirm(order, 'payment', now),
  declined: (order) => decline(order, now),
  cancelled: (order) => cancel(order, now),
  shipped: (order) => advance(order, 'shipped'),
  delivered: (order) => advance(order, 'delivered'),
  undeliverable: (order) => takeBack(order, 'UNDELIVERABLE'),
  lost: (order) => takeBack(order, 'LOST'),
  refunded: (order) => refunded(order),
}

function run(names: readonly string[]) {
  const stock = new Stock([tea])
  const order = names.reduce<Order | undefined>((before, name) => {
    const after = steps[name]?.(before, stock).becomes
    if (after) stock.follow(before, after, now)
    return after ?? before
  }, undefined)
  return { order, moved: stock.moved.get('tea') ?? { available: 0, reserved: 0, gone: 0 } }
}

describe('stock', () => {
  test.each([
    ['requested', { available: -2, reserved: 2, gone: 0 }],
    ['requested declined declined', { available: 0, reserved: 0, gone: 0 }],
    ['requested cancelled declined', { available: 0, reserved: 0, gone: 0 }],
    ['requested paid delivered', { available: -2, reserved: 0, gone: 2 }],
    ['requested paid shipped cancelled', { available: -2, reserved: 2, gone: 0 }],
    ['requested paid shipped cancelled undeliverable undeliverable', { available: 0, reserved: 0, gone: 0 }],
    ['requested paid lost', { available: -2, reserved: 0, gone: 2 }],
  ])('after %s is where the order says', (story, moved) => {
    expect(run(story.split(' ')).moved).toEqual(moved)
  })

  test('is given back at most once and never invented, whatever is heard in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 20 }), (names) => {
        const { moved } = run(['requested', ...names])
        expect(moved.available + moved.reserved + moved.gone).toBe(0)
        expect(moved.available).toBeOneOf([0, -2])
      }),
    )
  })

  test('tells customers when it runs low and when it is back, not for each unit', () => {
    const stock = new Stock([{ ...tea, available: 7 }])
    const bought = validate(undefined, request(), stock, now).becomes
    const types = bought && stock.follow(undefined, bought, now).map(({ data }) => data)
    expect(types).toMatchObject([{ productId: 'tea', availability: 'FEW_LEFT' }])
    const more = validate(undefined, request(), stock, now).becomes
    expect(more && stock.follow(undefined, more, now)).toEqual([])
  })

  test('goes to the first order that asks; the second sees what is left', () => {
    const stock = new Stock([{ ...tea, available: 2 }])
    const first = validate(undefined, request(), stock, now).becomes
    if (first) stock.follow(undefined, first, now)
    expect(validate(undefined, request(), stock, now).becomes).toMatchObject({
      status: 'rejected',
      reason: 'OUT_OF_STOCK',
    })
  })
})
