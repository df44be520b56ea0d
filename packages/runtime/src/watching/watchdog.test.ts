import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../log.ts'
import type { Standing } from './standing.ts'
import { type Watched, watchdog } from './watchdog.ts'

const place = { topic: 't', partition: 0 }
const log = openLog('test', { instance: '1', level: 'silent' })

/** A consumer as the watchdog sees it: three of ten events heard, and nothing moves. */
function watching(changes: Partial<Watched> = {}) {
  const restarts: object[] = []
  const stops: string[] = []
  const lags: number[] = []
  const guard = watchdog({
    every: 10,
    patience: 50,
    extents: () => Promise.resolve([{ ...place, begin: 0, end: 10 }]),
    positions: () => Promise.resolve([{ ...place, offset: 3 }]),
    ours: () => [{ ...place, compacted: false }],
    inHand: () => false,
    excuse: () => false,
    rejoining: () => false,
    stopPartition: (_: Standing, reason) => stops.push(reason),
    restart: (why) => Promise.resolve(void restarts.push(why)),
    lag: (standings) => lags.push(...standings.map(({ position, end }) => end - position)),
    log,
    ...changes,
  })
  onTestFinished(() => guard.stop())
  guard.start()
  return { restarts, stops, lags }
}

test('lag without progress restarts the consumer, and says where it stood', async () => {
  const { restarts, lags } = watching()
  await eventually(() => expect(restarts).toMatchObject([{ ...place, position: 3, end: 10 }]))
  expect(lags).toContain(7)
})

test('a member that does not get into its group is started anew, too, with more patience', async () => {
  const { restarts } = watching({ rejoining: () => true })
  await eventually(() => expect(restarts).toEqual([{ reason: 'not in its group' }]))
})

test.each<[string, Partial<Watched>]>([
  ['progress', { positions: moving() }],
  ['transactions that fail on the database', { excuse: () => true }],
  ['records that are in our hands', { inHand: () => true }],
  ['a partition that is stopped or not ours', { ours: () => [] }],
  ['everything heard', { positions: () => Promise.resolve([{ ...place, offset: 10 }]) }],
  ['Kafka out of reach', { extents: () => Promise.reject(new Error('out of reach')) }],
  ['a database out of reach', { positions: () => Promise.reject(new Error('out of reach')) }],
])('%s is no stall', async (_, changes) => {
  const { restarts, stops } = watching(changes)
  await delay(250)
  expect([restarts, stops]).toEqual([[], []])
})

test('a position where the log is not stops the partition, once it was seen twice', async () => {
  const { stops, restarts } = watching({ extents: () => Promise.resolve([{ ...place, begin: 0, end: 2 }]) })
  await eventually(() => expect(stops[0]).toContain('the log ends at 2'))
  expect(restarts).toEqual([])
})

test('a broker that does not know its end for a moment stops nothing', async () => {
  let looks = 0
  const { stops } = watching({ extents: () => Promise.resolve([{ ...place, begin: 0, end: looks++ % 2 ? 10 : 2 }]) })
  await delay(200)
  expect(stops).toEqual([])
})

function moving() {
  let offset = 0
  return () => Promise.resolve([{ ...place, offset: Math.min(9, offset++ / 10) }])
}
