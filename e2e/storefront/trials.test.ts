import { expect, test } from 'vitest'
import { testCard } from '../../infra/bank/src/test-cards.ts'
import { roadTo } from '../../infra/carrier/src/postcodes.ts'
import { trials } from '../../services/storefront/src/shop/trials.ts'

const does = (trials: readonly { value: string; does: string }[], value: string) =>
  trials.find((trial) => trial.value === value)?.does ?? expect.fail(`${value} is not explained`)

test.each(trials.cards)('the bank does with $value what the shop says', ({ value, does }) => {
  const { outcome, answers } = testCard(value)
  expect(outcome.status).toBe(/decline/i.test(does) ? 'declined' : 'approved')
  expect(/never says|twice|long/.test(does)).toBe(answers !== 'once')
})

test('the shop knows what the carrier does', () => {
  const ends = Object.fromEntries(trials.postcodes.map(({ value }) => [value, roadTo(value).at(-1)?.status]))
  expect(ends).toEqual({ 20095: 'delivered', 10001: 'delivered', 10003: 'returned', 10009: 'lost' })
  expect(does(trials.postcodes, '10003')).toContain('comes back')
  expect(roadTo('10001')).toHaveLength(2)
})
