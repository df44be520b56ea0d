import { eventually } from '@saga-shop/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { paid, Refund, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import { openDatabase } from '../database.ts'
import { openLog } from '../log.ts'
import { caughtUp } from './caught-up.ts'
import { ticker } from './ticker.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const overdue = 100_000
let service: TallyService
const running: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  service = await tallyService(Refund.within(100))
})
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop()
  await service.database.close()
})

/** An instance of the service, with a connection and a clock of its own. */
function instance(hasCaughtUp = () => Promise.resolve(true)) {
  const database = openDatabase({ url: service.place.url })
  const queue = batcher({ ...service, database, log, mostCauses: 100, committed: () => {} })
  const clock = ticker({ ...service, database, batcher: queue, log, caughtUp: hasCaughtUp })
  const stop = async () => {
    await clock.stop()
    await queue.idle()
    await database.close()
  }
  running.push({ stop })
  return { queue, start: clock.start }
}

/** Patiently: on a busy machine a look takes long, and a ticker rests fifty times as long as that. */
const counts = (key: string, count: number) =>
  eventually(async () => expect(await service.countOf(key)).toBe(count), { within: 25_000 })

test('what nobody answered in time is heard of once, however many instances look', async () => {
  const event = paid()
  const instances = [instance(), instance(), instance()]
  for (const { start } of instances) start()
  await instances[0]?.queue.submit({ causes: [event] })
  await counts(event.key, 1 + overdue)
  expect(await service.rowsIn('deadlines')).toBe(0)
})

test('what was answered in time is not', async () => {
  const [answered, other] = [paid(), paid()]
  const { queue, start } = instance()
  await queue.submit({ causes: [answered, refunded(answered.key), other] })
  start()
  await counts(other.key, 1 + overdue)
  expect(await service.countOf(answered.key)).toBe(1_001)
})

test('a deadline that passes while no instance runs is heard of by the next', async () => {
  const event = paid()
  await instance().queue.submit({ causes: [event] })
  for (const { stop } of running.splice(0)) await stop()
  instance().start()
  await counts(event.key, 1 + overdue)
})

test('one that cannot be decided on stays owed, and keeps no other', async () => {
  const [bad, good] = [paid(), paid()]
  const { queue, start } = instance()
  await queue.submit({ causes: [bad, good] })
  await service.database.query({
    name: 'choke',
    text: `alter table tallies add check (id <> '${bad.key}' or (state ->> 'count')::int < 10)`,
    values: [],
  })
  start()
  await counts(good.key, 1 + overdue)
  expect([await service.countOf(bad.key), await service.rowsIn('deadlines')]).toEqual([1, 1])
})

test('silence is no answer while records wait in the log: they may hold one', async () => {
  const event = paid()
  const end = { topic: 'some.topic.v1', partition: 0, end: 3 }
  const { database } = service
  const { queue, start } = instance(() => caughtUp({ database, log, logEnds: () => Promise.resolve([end]) }))
  await queue.submit({ causes: [event] })
  start()
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(await service.countOf(event.key)).toBe(1)
  await database.query({ name: 'hear', text: `insert into positions values ('some.topic.v1', 0, 3)`, values: [] })
  await counts(event.key, 1 + overdue)
})

test('nobody says that no answer came while Kafka is out of reach', async () => {
  const [event, asked] = [paid(), { times: 0 }]
  const { queue, start } = instance(() => {
    asked.times++
    return Promise.reject(new Error('no broker'))
  })
  await queue.submit({ causes: [event] })
  start()
  await eventually(() => expect(asked.times).toBeGreaterThan(1), { within: 5_000 })
  expect(await service.countOf(event.key)).toBe(1)
})

test('who is told to stop does not wait for a Kafka that does not answer', async () => {
  const asked = { times: 0 }
  const { queue, start } = instance(() => {
    asked.times++
    return new Promise(() => {})
  })
  await queue.submit({ causes: [paid()] })
  start()
  await eventually(() => expect(asked.times).toBe(1), { within: 5_000 })
  for (const { stop } of running.splice(0)) await stop()
})
