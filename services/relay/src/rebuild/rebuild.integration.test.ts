import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { type Arrival, arrivalsOf } from '../arrivals.fixtures.ts'
import { startSource } from '../running.fixtures.ts'
import { announce, makeTopics, openStage, type Stage } from '../stage.fixtures.ts'
import { loseSlot, numbered, rebuildOf, relayed, spawnRebuild } from './rebuild.fixtures.ts'

const within = 60_000
const timeout = 180_000

test('a lost slot: what was announced since is announced again, once and in order, and relaying goes on', {
  timeout,
}, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await relayed(stage, arrivals, numbered(0, 40))
  await loseSlot(stage)
  for (let n = 40; n < 2_540; n += 100) await announce(stage, numbered(n, 100))
  expect(await rebuildOf(stage)).toMatchObject({ announced: 2_500 })
  await eventually(() => expect(arrivals).toHaveLength(2_540), { within })
  expectInOrder(arrivals)

  await relayed(stage, arrivals, numbered(2_540, 60))
  await relayed(stage, arrivals, numbered(2_600, 60))
  expect(numbersOf(arrivals)).toEqual(Array.from({ length: 2_660 }, (_, n) => n))
})

test('a slot that lost nothing: nothing is announced', { timeout }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await relayed(stage, arrivals, numbered(0, 40))
  expect(await rebuildOf(stage)).toMatchObject({ announced: 0 })
  expect(await rebuildOf(stage)).toMatchObject({ announced: 0 })
  await relayed(stage, arrivals, numbered(40, 40))
  expect(arrivals).toHaveLength(80)
})

test('a record of a rebuild has the bytes, headers and time of the event, and a position before all others', {
  timeout,
}, async () => {
  const stage = await openStage()
  await announce(stage, [{ key: 'order-7', payload: Buffer.of(0, 255, 3), traceparent: '00-4bf9-00f0-01' }])
  await loseSlot(stage)
  await rebuildOf(stage)
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(1), { within })
  const { rows } = await stage.owner.query('select id, time from outbox')
  expect(arrivals[0]).toMatchObject({ key: 'order-7', value: Buffer.of(0, 255, 3) })
  expect(arrivals[0]?.headers).toEqual({
    ce_specversion: '1.0',
    'content-type': 'application/avro',
    ce_id: rows[0].id,
    ce_type: 'OrderRequested',
    ce_source: '/order',
    ce_time: rows[0].time.toISOString(),
    ce_subject: 'order-7',
    ce_correlationid: 'order-7',
    ce_causationid: 'cause',
    traceparent: '00-4bf9-00f0-01',
    'relay-position': expect.stringMatching(/^\d+:1:1:0\/0:0$/),
  })
})

test('a copy among the dead letters is no event on its topic', { timeout }, async () => {
  const stage = await openStage()
  await announce(stage, [{}])
  await loseSlot(stage)
  const { rows } = await stage.owner.query('select id from outbox')
  const [dead] = stage.topics.map((topic) => `${topic}-dlt`)
  await makeTopics(stage, [dead ?? ''])
  const producer = stage.kafka.client().producer()
  await producer.connect()
  const headers = { ce_id: rows[0].id, 'relay-position': `1:1:9:0/A:0` }
  await producer.send({ topic: dead ?? '', messages: [{ key: 'order-1', value: 'a copy', headers }] })
  await producer.disconnect()
  expect(await rebuildOf(stage)).toMatchObject({ announced: 1 })
  const source = startSource(stage)
  await eventually(() => expect(source.state()).toEqual({ name: 'streaming' }), { within })
})

test('beside a relay that follows the slot it refuses, and changes nothing', { timeout }, async () => {
  const stage = await openStage()
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  await expect(rebuildOf(stage)).rejects.toThrow(`a relay follows ${stage.slot}`)
  await announce(stage, [{}])
  await eventually(async () => expect(await arrivalsOf(stage)).not.toBe(undefined), { within })
  expect(source.state().name).toBe('streaming')
})

test('a relay that waits for its slot halts meanwhile, and goes on by itself afterwards', { timeout }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await loseSlot(stage)
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
  await announce(stage, numbered(0, 100))
  await rebuildOf(stage)
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  await announce(stage, numbered(100, 100))
  await eventually(() => expect(arrivals).toHaveLength(200), { within })
  expect(numbersOf(arrivals)).toEqual(Array.from({ length: 200 }, (_, n) => n))
})

test('events announced meanwhile wait in the new slot: none is lost, none comes twice', { timeout }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await loseSlot(stage)
  for (let n = 0; n < 10_000; n += 500) await announce(stage, numbered(n, 500))
  const over = new AbortController()
  const announcing = announceUntil(stage, 10_000, over.signal)
  await rebuildOf(stage)
  over.abort()
  const announced = await announcing
  const source = startSource(stage)
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(announced), { within })
  await delay(300)
  expect(numbersOf(arrivals)).toEqual(Array.from({ length: announced }, (_, n) => n))
  expect(source.state()).toEqual({ name: 'streaming' })
})

test('kill -9 in the middle, again and again: each missing event comes exactly once', { timeout }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await loseSlot(stage)
  for (let n = 0; n < 6_000; n += 1_000) await announce(stage, numbered(n, 1_000))
  const source = startSource(stage)
  let code: number | null = null
  let kills = 0
  for (; code === null; kills++) {
    const seen = arrivals.length
    const run = spawnRebuild(stage)
    if (kills === 4) code = await run.exited()
    else {
      await eventually(() => expect(arrivals.length, run.said()).toBeGreaterThan(seen), { within, every: 2 })
      await run.end('SIGKILL')
    }
    if (code === null) expect(source.state().name).toBe('halted')
  }
  expect([code, kills]).toEqual([0, 5])
  await announce(stage, numbered(6_000, 100))
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(6_100), { within })
  await delay(300)
  expect(numbersOf(arrivals)).toEqual(Array.from({ length: 6_100 }, (_, n) => n))
})

async function announceUntil(stage: Stage, from: number, over: AbortSignal): Promise<number> {
  let next = from
  for (; !over.aborted; next += 7) {
    await announce(stage, numbered(next, 7))
    await delay(3)
  }
  return next
}

const numberOf = ({ value }: Arrival) => Number(value.toString())
const numbersOf = (arrivals: readonly Arrival[]) => arrivals.map(numberOf).toSorted((one, other) => one - other)

function expectInOrder(arrivals: readonly Arrival[]) {
  for (const [, some] of Map.groupBy(arrivals, ({ topic, partition }) => `${topic} ${partition}`))
    expect(some.map(numberOf)).toEqual(numbersOf(some))
}
