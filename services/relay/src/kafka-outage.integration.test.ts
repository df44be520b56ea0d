import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { arrivalsOf } from './arrivals.fixtures.ts'
import { ownKafka, ownPostgres } from './own-parts.fixtures.ts'
import { spawnRelay, startSource } from './running.fixtures.ts'
import { announce, confirmed, makeTopics, openStage, permit, type Stage } from './stage.fixtures.ts'

const within = 20_000
const timeout = 90_000

const kafka = await ownKafka()
const impatient = await ownPostgres({ wal_sender_timeout: '2s' })

test('Kafka that is not there at the start is waited for', { timeout }, async () => {
  const stage = await openStage({ kafka })
  await kafka.process.stop()
  const source = startSource(stage)
  await announce(stage, numbered(0, 10))
  await eventually(
    () => expect(source.state()).toMatchObject({ name: 'retrying', reason: expect.stringMatching(/connect/i) }),
    { within },
  )
  await kafka.process.restart()
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(10), { within })
})

test('Kafka that is killed in mid-flow and comes back: nothing lost, nothing twice', { timeout }, async () => {
  const stage = await openStage({ kafka })
  const source = startSource(stage)
  const announcing = announceFor(stage, 4_000)
  await delay(1_000)
  await kafka.process.kill()
  await eventually(() => expect(source.state().name).toBe('retrying'), { within })
  await kafka.process.restart()
  const announced = await announcing
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(announced), { within })
  expect(new Set(arrivals.map(({ value }) => value.toString())).size).toBe(announced)
  expect(arrivals).toHaveLength(announced)
})

test('a frozen broker: Postgres keeps the connection, memory stays bounded, nothing is lost', { timeout }, async () => {
  const stage = await openStage({ kafka, database: impatient })
  const relay = await spawnRelay(stage)
  await eventually(async () => expect((await fetch(`${relay.url}/health/ready`)).status).toBe(200), { within })
  onTestFinished(() => kafka.process.signal('SIGCONT'))
  kafka.process.signal('SIGSTOP')
  const before = await memoryOf(relay.url)
  for (let part = 0; part < 10; part++) await announceMuch(stage)
  await delay(3_000)
  expect(await confirmed(stage)).toMatchObject({ active: true })
  expect((await memoryOf(relay.url)) - before).toBeLessThan(50)

  kafka.process.signal('SIGCONT')
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(50_000), { within: 60_000, every: 200 })
})

test('a topic that is missing is named, with its user, and waited for', { timeout }, async () => {
  const stage = await openStage({ without: 'topics' })
  await makeTopics(stage, [stage.topics[0]])
  const source = startSource(stage)
  await announce(stage, [{ payload: Buffer.from('first') }, { topic: stage.topics[1], payload: Buffer.from('second') }])
  const reason = `Kafka shows no topic "${stage.topics[1]}" to its user "admin": create it, or permit it`
  await eventually(() => expect(source.state()).toEqual({ name: 'retrying', reason }), { within })
  await makeTopics(stage, [stage.topics[1]])
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(2), { within })
  expect(source.state()).toEqual({ name: 'streaming' })
})

test('a user who may not write is named, and goes on when it may', { timeout }, async () => {
  const stage = await openStage({ kafka })
  const { order } = kafka.users
  await permit(stage, order.username, 'DESCRIBE', 'READ')
  const source = startSource({ ...stage, settings: { ...stage.settings, ...order } })
  await announce(stage, [{}])
  const reason = 'Kafka lets its user "order" write no topic: permit it'
  await eventually(() => expect(source.state()).toEqual({ name: 'retrying', reason }), { within })
  await permit(stage, order.username, 'WRITE')
  await eventually(() => expect(source.state()).toEqual({ name: 'streaming' }), { within })
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals).toHaveLength(1), { within })
})

async function announceFor(stage: Stage, milliseconds: number): Promise<number> {
  let announced = 0
  for (const end = Date.now() + milliseconds; Date.now() < end; announced += 5) {
    await announce(stage, numbered(announced, 5))
    await delay(5)
  }
  return announced
}

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `order-${index}`, payload: Buffer.from(String(from + index)) }))

/** 5,000 events, 10 MB, in one transaction. */
const announceMuch = ({ owner, topics }: Stage) =>
  owner.query(
    `insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, subject, correlationid, causationid)
     select gen_random_uuid(), 'order', 'order-' || n, 'OrderRequested', $1, convert_to(repeat('x', 2000), 'utf8'), '/order', 'order', 'order', 'cause'
     from generate_series(1, 5000) as n`,
    [topics[0]],
  )

/** In MB. */
async function memoryOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 2 ** 20
}
