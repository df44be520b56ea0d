import { expect, test } from 'vitest'
import { stack } from './labels.ts'

const wish = (id: string, x: number, lane = 'order') => ({ id, lane, x, width: 100 })

test('texts with room between them share a row', () => {
  expect([...stack([wish('a', 0), wish('b', 150)]).values()]).toEqual([0, 0])
})
test('a text without room goes one row up, and the next one down again as soon as it can', () => {
  expect(Object.fromEntries(stack([wish('a', 0), wish('b', 50), wish('c', 110)]))).toEqual({ a: 0, b: 1, c: 0 })
})
test('lanes do not mind each other', () => {
  expect([...stack([wish('a', 0), wish('b', 0, 'payment')]).values()]).toEqual([0, 0])
})
