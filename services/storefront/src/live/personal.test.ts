import { expect, test } from 'vitest'
import { withoutPersonalData } from './personal.ts'

test('who ordered, and their card, is nobody’s business; what was ordered is', () => {
  const data = {
    orderId: '1',
    recipient: { name: 'Ada', email: 'ada@example.org' },
    cardToken: 'card_approve',
    card: 'card_approve',
    to: 'ada@example.org',
    lines: [{ productId: 'tea', quantity: 1 }],
  }
  expect(withoutPersonalData(data)).toEqual({ ...data, recipient: '…', cardToken: '…', card: '…', to: '…' })
})
