import { OrderConfirmed, OrderRequested } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { forEyesOf } from './for-eyes-of.ts'

const history = [{ action: 'parked', by: 'the service', reason: 'no', at: '2026-11-22T00:00:00Z' }]
const legible = (as: string) => ({ as, fields: {}, stopsAt: 5, stopsIn: null })
const recipient = { name: 'Ada Canary' }
const bytes = 'AAAA'

test('the bytes of what holds nothing personal are for the keeper', () => {
  expect(forEyesOf(true, { history, bytes, body: { orderId: '1' } })).toMatchObject({ bytes })
  expect(forEyesOf(true, { history, bytes, legible: legible(OrderConfirmed.type) })).toMatchObject({ bytes })
  expect(forEyesOf(false, { history, bytes, body: { orderId: '1' } })).not.toHaveProperty('bytes')
})
test.each([
  ['says who ordered', { body: { recipient } }],
  ['may say who ordered, as far as anybody can tell', { legible: legible(OrderRequested.type) }],
  ['says nothing that is known', {}],
])('bytes of what %s are for nobody', (_, told) =>
  expect(forEyesOf(true, { history, bytes, ...told })).not.toHaveProperty('bytes'),
)
test('who ordered is blanked out wherever it stands', () => {
  const ledTo = { announced: [], owes: [], before: { recipient }, after: { status: 'booked', recipient } }
  const told = forEyesOf(true, {
    ...{ body: { recipient }, stands: { recipient }, outcome: { to: 'ada' } },
    legible: { ...legible('OrderRequested'), fields: { recipient } },
    history: history.map((action) => ({ ...action, ledTo })),
  })
  expect(JSON.stringify(told)).not.toMatch(/ada/i)
  expect(told).toMatchObject({ history: [{ ledTo: { after: { status: 'booked', recipient: '…' } } }] })
})
