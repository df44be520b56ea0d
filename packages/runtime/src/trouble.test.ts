import { expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

const well = { since: undefined, replay: { isOver: true }, stopped: [] }
const stopped = [{ topic: 'order.order-confirmed.v1', partition: 1, offset: 7, reason: 'offsets 7 to 8 are gone' }]

test('while all is well there is nothing to tell', () => expect(troubleOf(well)).toBeUndefined())

test('a partition that waits for a person is told with its place', () =>
  expect(troubleOf({ ...well, stopped })).toBe(
    'stopped at order.order-confirmed.v1, partition 1, offset 7: offsets 7 to 8 are gone',
  ))

test('a database that fails is told first', () =>
  expect(troubleOf({ since: new Date(0), replay: { isOver: false }, stopped })).toMatch(
    /^transactions fail since 1970/,
  ))
