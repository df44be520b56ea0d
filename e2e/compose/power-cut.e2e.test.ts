import { setTimeout as sleep } from 'node:timers/promises'
import { compose } from '@saga-shop/compose'
import { expect, inject, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { allEnd, placeMixed } from '../stories/mixed-orders.ts'
import { stack } from '../stories/shop.ts'

const project = inject('shopProject')

/** As after a crash of the engine, and without a network: what is needed is there. */
const upAgain = () => compose(project, 'up', ['--wait', '--wait-timeout', '300', '--no-build', '--pull', 'never'])

/** Each container, and how it ended. */
async function endings(): Promise<(readonly [string, number])[]> {
  const lines = (await compose(project, 'ps', ['--all', '--format', 'json'])).trim().split('\n')
  return lines.map((line) => JSON.parse(line)).map(({ Service, ExitCode }) => [Service, ExitCode] as const)
}

test('everything is killed at once amid orders, and up brings back every one of them', async () => {
  const placing = await placeMixed(12)
  await placing.placed
  await compose(project, 'kill')
  await upAgain()
  await allEnd(placing)
})

test('everything is stopped amid orders, ends by itself in time, and goes on after the next up', async () => {
  const placing = await placeMixed(12)
  await placing.placed
  await sleep(300)
  await compose(project, 'stop')
  const killed = (await endings()).filter(([, code]) => code === 137)
  expect(killed, 'had to be killed').toEqual([])
  await upAgain()
  await allEnd(placing)
})

test('the judge finds every promise kept', async () => {
  const verdict = await judge(stack, { wait: 30 })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
