import { expect, test } from 'vitest'
import { eventful, journeysFor, ordinary } from './journeys.ts'

const countOf = (name: string, orders: number) => journeysFor(orders).filter((journey) => journey.name === name).length

test('sixty orders go each way as often as it says', () => {
  for (const { name, ofSixty } of [...ordinary, ...eventful]) expect([name, countOf(name, 60)]).toEqual([name, ofSixty])
})

test('most orders go well, however many there are', () => {
  for (const orders of [1, 5, 23, 60, 200, 1000]) {
    const well = journeysFor(orders).filter((journey) => ordinary.includes(journey)).length
    expect(well / orders).toBeGreaterThan(0.55)
  }
})

test('a few orders are enough to see a parcel called back', () => {
  expect(journeysFor(5).filter(({ cancelIn }) => cancelIn?.includes('shipped'))).toHaveLength(1)
})
