import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('a customer does one thing after the other, whatever became of the first, and others do not wait', async () => {
  const first = Promise.withResolvers<void>()
  const done: string[] = []
  const go = inTurn()
  const refused = go('one', () => first.promise)
  const next = go('one', async () => done.push('next'))
  await go('other', async () => done.push('other'))
  expect(done).toEqual(['other'])
  first.reject(new Error('the basket is empty'))
  await expect(refused).rejects.toThrow('the basket is empty')
  await next
  expect(done).toEqual(['other', 'next'])
})
