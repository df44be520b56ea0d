import { OrderRefunded } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { wire } from './wire.ts'

test('an event goes on the wire with the id of its schema', () => {
  const amount = { minor: 4_200, currency: 'EUR' }
  const orderId = '0197e7a4-0000-7000-8000-000000000001'
  const fact = OrderRefunded.of({ orderId, paymentId: orderId, refundId: orderId, amount, refundedAt: 0 })
  const { value } = wire(fact, { schemaId: 7 })
  expect(value.readUInt8(0)).toBe(0)
  expect(value.readUInt32BE(1)).toBe(7)
  expect(OrderRefunded.avro.fromBuffer(value.subarray(5))).toMatchObject({ orderId, amount })
})
