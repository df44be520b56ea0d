import { setTimeout as sleep } from 'node:timers/promises'
import { crashPointsOf } from '@saga-shop/runtime/crash-point'
import { expect, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { allEnd, placeMixedWhile } from './mixed-orders.ts'
import { processOf, stack, without } from './shop.ts'

const victims = ['basket', 'order', 'payment', 'shipping', 'email', 'relay']
const timeout = 400_000
let busy = victims.length

/** Customers who go on ordering until everybody has died everywhere. */
test.concurrent('customers order all the while, and every order ends', { timeout }, async () => {
  for (const placing of await placeMixedWhile(() => busy > 0)) await allEnd(placing)
})

// Each run dies at the next point, and so begins with what the run before it left.
test.concurrent.for(victims)('%s dies at each of its crash points, and goes on', { timeout }, async (victim) => {
  const { start, exited } = processOf(victim)
  await without(victim, async () => {
    for (const point of crashPointsOf(victim)) {
      await start(point)
      const end = await Promise.race([exited(), sleep(90_000, 'not at all')])
      expect(`${point}: ${end}`).toBe(`${point}: SIGKILL`)
    }
  }).finally(() => busy--)
})

test('the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 20 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
