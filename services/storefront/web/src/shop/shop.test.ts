import { expect, test } from 'vitest'
import { agoInWords, hasAged } from './age-in-words.ts'
import { mostOfOne, totalOf, withMore } from './basket-items.ts'
import { cardsOf, placesOf } from './choices.ts'
import { merged, storyOf } from './seed.ts'

const tea = { id: 'tea', price: { minor: 1290, currency: 'EUR' } }

test('things go into the basket and out of it again', () => {
  expect(withMore([], 'tea', 1)).toEqual([{ productId: 'tea', quantity: 1 }])
  expect(withMore([{ productId: 'tea', quantity: 1 }], 'tea', -1)).toEqual([])
  expect(withMore([{ productId: 'tea', quantity: mostOfOne }], 'tea', 1)[0]?.quantity).toBe(mostOfOne)
})
test('the total is known when every price is', () => {
  expect(totalOf([{ productId: 'tea', quantity: 2 }], [tea])).toEqual({ minor: 2580, currency: 'EUR' })
  expect(totalOf([{ productId: 'unicorn', quantity: 1 }], [tea])).toBeUndefined()
})
test('the card that works comes first, and home is the first place', () => {
  const trials = {
    cards: [
      { value: 'card_decline', does: 'no' },
      { value: 'card_approve', does: 'yes' },
    ],
    postcodes: [{ value: '10001', does: 'once' }],
  }
  expect(cardsOf(trials).map(({ name }) => name)).toEqual(['Approves', 'Declines'])
  expect(placesOf(trials, '20095').map(({ name }) => name)).toEqual(['Home', 'Nobody in, once'])
  expect(cardsOf(undefined)).toHaveLength(1)
})
test('prices are as of a while ago, in the unit that one reads at a glance', () => {
  expect([0.4, 12.9, 119, 120, 7_300].map(agoInWords)).toEqual(['now', '12 s ago', '119 s ago', '2 min ago', '2 h ago'])
})
test('prices that nobody confirms are said to be old, those that were just asked for are not', () => {
  const catalogue = { products: [], from: 'order', asOf: null, ageSeconds: 0 } as const
  expect([hasAged(undefined, 0), hasAged({ ...catalogue, products: [] }, 20)]).toEqual([undefined, undefined])
  expect(hasAged({ ...catalogue, products: [] }, 90)).toMatch(/old/)
  expect(hasAged({ ...catalogue, products: [], from: 'own-view' }, 1)).toMatch(/last announced/)
})
test('what the summary says and what was heard are one story, the further status winning', () => {
  const shipped = storyOf({ status: 'shipped', settled: false })
  const heard = storyOf({ status: 'delivered', settled: true })
  expect(merged(shipped, heard).status).toBe('delivered')
  expect(merged(heard, shipped)).toMatchObject({ status: 'delivered', refunded: false })
})
