import { transitions } from '@saga-shop/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { now, validated } from './order.fixtures.ts'
import { advance, cancel, confirm, decline, giveUp, type Order, refunded, takeBack } from './order.ts'

type Step = (order: Order | undefined) => { becomes?: Order }
const heard: Record<string, Step> = {
  paid: (order) => confirm(order, 'payment', now),
  prepared: (order) => advance(order, 'preparing'),
  shipped: (order) => advance(order, 'shipped'),
  delivered: (order) => advance(order, 'delivered'),
  undeliverable: (order) => takeBack(order, 'UNDELIVERABLE'),
  recalled: (order) => takeBack(order, 'RECALLED'),
  declined: (order) => decline(order, now),
  overdue: (order) => giveUp(order, now),
  refunded: (order) => refunded(order),
}

/** What others can say of one order once it is confirmed, or cancelled at some moment: each story's events, in no order. */
const stories: [from: string[], news: string[]][] = [
  [['paid'], ['prepared', 'shipped', 'delivered']],
  [['paid'], ['prepared', 'shipped', 'undeliverable', 'refunded']],
  [['cancel'], ['declined']],
  [['cancel'], ['paid', 'refunded']],
  [['overdue'], ['declined', 'overdue']],
  [['overdue'], ['paid', 'refunded']],
  [
    ['paid', 'cancel'],
    ['recalled', 'refunded', 'overdue'],
  ],
  [
    ['paid', 'cancel'],
    ['prepared', 'shipped', 'delivered', 'recalled', 'refunded'],
  ],
  [
    ['paid', 'shipped', 'cancel'],
    ['undeliverable', 'refunded'],
  ],
]

const step = (name: string): Step => (name === 'cancel' ? (order) => cancel(order, now) : (heard[name] ?? (() => ({}))))
const tell = (order: Order | undefined, names: readonly string[]) =>
  names.reduce((state, name) => step(name)(state).becomes ?? state, order)

test.each(stories)('after %j, the news %j in any order, with repetitions, give the same end', (from, news) => {
  const begun = tell(validated(), from)
  const end = tell(begun, news)
  const anyOrder = fc.tuple(
    fc.shuffledSubarray(news, { minLength: news.length }),
    fc.array(fc.constantFrom(...news), { maxLength: 6 }),
  )
  fc.assert(
    fc.property(anyOrder, ([all, again]) => {
      expect(tell(begun, [...all, ...again])).toEqual(end)
    }),
  )
})

test('every move is one that the automaton in contracts knows', () => {
  const allowed = new Set(transitions.flatMap(({ from, to }) => from.map((state) => `${state} ${to}`)))
  fc.assert(
    fc.property(fc.array(fc.constantFrom('cancel', ...Object.keys(heard)), { maxLength: 15 }), (names) => {
      names.reduce<Order>((before, name) => {
        const after = step(name)(before).becomes ?? before
        if (after.status !== before.status) expect(allowed).toContain(`${before.status} ${after.status}`)
        return after
      }, validated())
    }),
  )
})
