import { expect, test } from 'vitest'
import { openPlaces } from './position.ts'

const places = openPlaces(['b', 'a', 'c'], 3)
const position = [0, 1, 2, 35, 36, 1e6, 7, 8, 9]

test('a position goes to a browser and comes back', () => {
  expect(places.fromText(places.toText(position))).toEqual(position)
})

test('a partition has its place, whatever the order in which topics are named', () => {
  const other = openPlaces(['c', 'b', 'a'], 3)
  expect(other.placeOf('b', 2)).toBe(places.placeOf('b', 2))
  expect([places.topicAt(5), places.partitionAt(5)]).toEqual(['b', 2])
  expect(other.fromText(places.toText(position))).toEqual(position)
})

test.each([
  ['other topics', openPlaces(['a', 'b', 'd'], 3).toText(position)],
  ['another number of partitions', openPlaces(['a', 'b', 'c'], 1).toText([0, 1, 2])],
  ['too few places', places.toText(position.slice(1))],
  ['nonsense', 'payment.order-refunded.v1:0:7'],
  ['nothing', ''],
  ['negative offsets', places.toText(position).replace('.1.', '.-1.')],
])('a position in %s is none of ours', (_, text) => {
  expect(places.fromText(text)).toBeUndefined()
})
