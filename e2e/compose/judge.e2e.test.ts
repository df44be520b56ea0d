import { expect, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { allEnd, placeMixed } from '../stories/mixed-orders.ts'
import { stack } from '../stories/shop.ts'

test('mixed orders end, and the judge finds every promise kept', async () => {
  await allEnd(await placeMixed(24))
  const verdict = await judge(stack, { wait: 30 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
