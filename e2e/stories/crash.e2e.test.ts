import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { describe as inWords, judge, type Watch, watchPositions } from '../judge/index.ts'
import { allEnd, placeMixed } from './mixed-orders.ts'
import { processOf, stack } from './shop.ts'

let watch: Watch
beforeAll(async () => {
  watch = await watchPositions(stack)
})

// One after the other, while the ones before still find back.
const victims = ['basket', 'order', 'payment', 'shipping', 'email', 'relay'].map((victim, turn) => ({ victim, turn }))

test.concurrent.for(victims)('kill -9 of $victim amid orders loses none', async ({ victim, turn }) => {
  await sleep(turn * 1_500)
  const placing = await placeMixed(12, 50)
  await sleep(300)
  await processOf(victim).kill()
  await processOf(victim).start()
  await allEnd(placing)
  await processOf(victim).ready()
})

test('the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 20, watched: await watch.stop() })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
