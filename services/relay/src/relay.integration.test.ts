import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { type Arrival, arrivalsOf } from './arrivals.fixtures.ts'
import { spawnRelay, startSource } from './running.fixtures.ts'
import { announce, confirmed, openStage } from './stage.fixtures.ts'

test('every byte arrives as it was announced, whatever its size', { timeout: 90_000 }, async () => {
  const stage = await openStage()
  const events = Array.from({ length: 3_000 }, (_, n) => ({
    id: randomUUID(),
    key: `order-${n % 50}`,
    topic: stage.topics[n % 2] ?? '',
    payload: randomBytes(n % 500 === 0 ? 200_000 : n % 700),
  }))
  for (let first = 0; first < events.length; first += 150) await announce(stage, events.slice(first, first + 150))
  startSource(stage)
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(events.length), { within: 60_000 })
  const arrived = new Map(arrivals.map((arrival) => [arrival.headers['ce_id'], arrival]))
  for (const { id, key, topic, payload } of events) {
    expect(arrived.get(id)).toMatchObject({ key, topic })
    expect(arrived.get(id)?.value.equals(payload)).toBe(true)
  }
})

test('an event has the headers of CloudEvents, and traceparent only when it has one', async () => {
  const stage = await openStage()
  startSource(stage)
  await announce(stage, [{ id: '0192f0c1-2f3a-7c4e-9a6b-1c2d3e4f5a6b', key: 'order-7' }])
  await announce(stage, [{ traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' }])
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(2), { within: 10_000 })
  const headersOf = (key: string) => arrivals.find((arrival) => arrival.key === key)?.headers
  expect(headersOf('order-7')).toEqual({
    ce_specversion: '1.0',
    'content-type': 'application/avro',
    ce_id: '0192f0c1-2f3a-7c4e-9a6b-1c2d3e4f5a6b',
    ce_type: 'OrderRequested',
    ce_source: '/order',
    ce_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    ce_subject: 'order-7',
    ce_correlationid: 'order-7',
    ce_causationid: 'cause',
    'relay-position': expect.stringMatching(/^\d+:1:0:[0-9A-F]+\/[0-9A-F]+:0$/),
  })
  expect(headersOf('order-1')).toHaveProperty('traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01')
})

test('events of one order stay in the order of their transactions', async () => {
  const stage = await openStage()
  startSource(stage)
  const arrivals = await arrivalsOf(stage)
  for (let n = 0; n < 200; n++) await announce(stage, numbered(n, 1 + (n % 4)))
  await eventually(() => expect(arrivals).toHaveLength(500), { within: 10_000 })
  for (const key of ['order-0', 'order-1', 'order-2']) {
    const numbers = arrivals.filter((arrival) => arrival.key === key).map(numberOf)
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
  }
})

test('what is rolled back is never told', async () => {
  const stage = await openStage()
  startSource(stage)
  await stage.owner.query('begin')
  await announce(stage, numbered(1, 3))
  await stage.owner.query('rollback')
  await announce(stage, [{ payload: Buffer.from('told') }])
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals.map(({ value }) => value.toString())).toEqual(['told']), { within: 10_000 })
})

test('five kill -9 in mid-flow lose nothing and repeat nothing', { timeout: 60_000 }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  let announced = 0
  for (let kill = 0; kill < 5; kill++) {
    const relay = await spawnRelay(stage)
    const until = arrivals.length + 100
    while (arrivals.length < until) {
      await announce(stage, numbered(announced++, 7))
      await delay(2)
    }
    await relay.end('SIGKILL')
    await announce(stage, numbered(announced++, 7))
  }
  startSource(stage)
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(announced * 7), { within: 15_000 })
  await delay(300)
  expect(new Set(arrivals.map(({ headers }) => headers['ce_id'])).size).toBe(announced * 7)
  expect(arrivals).toHaveLength(announced * 7)
})

test('SIGTERM lands and confirms every transaction that was read to its end, and ends with 0', async () => {
  const [inOne, stage] = [20, await openStage()]
  const relay = await spawnRelay(stage)
  await eventually(async () => expect((await fetch(`${relay.url}/health/ready`)).status).toBe(200), { within: 15_000 })
  const arrivals = await arrivalsOf(stage)
  for (let n = 0; n < 100; n++) await announce(stage, numbered(n, inOne))
  expect(await relay.end('SIGTERM')).toBe(0)
  const successor = startSource(stage)
  await eventually(() => expect(arrivals).toHaveLength(2_000), { within: 10_000 })
  const skipped = await successor.metrics.getSingleMetricAsString('relay_skipped_events_total')
  expect(Number(/\} (\d+)$/m.exec(skipped)?.[1] ?? 0)).toBeLessThan(inOne)
})

test('a quiet outbox does not hold back the log of a busy database', async () => {
  const stage = await openStage()
  const source = startSource(stage)
  await eventually(() => expect(source.state()).toEqual({ name: 'streaming' }), { within: 10_000 })
  await stage.owner.query(`create table busy as select repeat('x', 100) from generate_series(1, 20000)`)
  await eventually(async () => expect((await confirmed(stage)).behind).toBeLessThan(10_000), { within: 10_000 })
})

test('a broken setting ends the process at its start, and names the variable', async () => {
  const stage = await openStage()
  const relay = await spawnRelay(stage, { KAFKA_BROKERS: 'nonsense' })
  expect(await relay.exited()).toBe(78) // EX_CONFIG, as services do
  expect(relay.said()).toContain('KAFKA_BROKERS')
})

const numbered = (n: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `order-${n % 3}`, payload: Buffer.from(String(n * 10 + index)) }))

const numberOf = ({ value }: Arrival) => Number(value.toString())
