import { expect, test } from 'vitest'
import { likeness } from './likeness.ts'
import { readRecording } from './recording-file.ts'
import { at, between } from './reel.ts'

const items = [{ at: 0 }, { at: 400 }, { at: 900 }]

test('a recording is played from its beginning, and begins again at its end', () => {
  expect(between(items, 1_000, 0, 500)).toEqual([{ at: 0 }, { at: 400 }])
  expect(between(items, 1_000, 850, 1_450)).toEqual([{ at: 900 }, { at: 0 }, { at: 400 }])
  expect(between(items, 0, 0, 10)).toEqual([])
})
test('nothing is told twice, and nothing left out, whatever the steps', () => {
  const told = Array.from({ length: 60 }, (_, step) => between(items, 1_000, step * 37, (step + 1) * 37)).flat()
  expect(told).toHaveLength(between(items, 1_000, 0, 60 * 37).length)
})
test('figures are those of the moment', () => {
  expect(at(items, 1_000, 450)?.at).toBe(400)
  expect(at(items, 1_000, 1_100)?.at).toBe(0)
})
test('an order is played as one went that had the same card and the same fate', () => {
  const order = { cardToken: 'card_approve', recipient: { postcode: '10001' } } as Parameters<typeof likeness>[1]
  const twice = [
    { type: 'OrderRequested', data: { cardToken: 'card_approve' } },
    { type: 'DeliveryFailed' },
    { type: 'OrderDelivered' },
  ]
  expect(likeness(twice, order)).toBe(3)
  expect(likeness([{ type: 'OrderDelivered' }], order)).toBe(0)
})
test('a file that is no recording is refused with a reason', () => {
  expect(() => readRecording({ hello: 1 })).toThrow('no recording')
  expect(() => readRecording({ format: 'saga-shop-recording', version: 2 })).toThrow('form 2')
})
