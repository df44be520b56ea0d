import { heardBy } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { reactions } from './reactions.ts'

test('the payment service listens to what the contracts say, and to nothing else', () => {
  const heard = reactions.flatMap(({ event }) => (event ? [event.type] : []))
  expect(heard.sort()).toEqual(
    heardBy('payment')
      .map(({ type }) => type)
      .sort(),
  )
})
