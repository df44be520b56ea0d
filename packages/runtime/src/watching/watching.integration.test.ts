import { setTimeout as delay } from 'node:timers/promises'
import { OrderPaymentProcessed } from '@saga-shop/contracts'
import { eventually, testKafka } from '@saga-shop/testing'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { avro, recordOf, registry } from '../../test/records.ts'
import { paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import { openMetrics } from '../http/metrics.ts'
import { consumer } from '../kafka/consumer.ts'
import { openLogEnds } from '../kafka/log-ends.ts'
import type { Consumer } from '../kafka/port.ts'
import { restartable } from '../kafka/restartable.ts'
import { listener } from '../listening/listener.ts'
import { openLog } from '../log.ts'
import { openReplay } from '../restoring/replay.ts'
import { sql } from '../sql.ts'
import { watch } from './watch.ts'

const timeout = 90_000
const within = 30_000
const log = openLog('test', { instance: '1', level: 'silent' })
const kafka = await testKafka()
const opened: TallyService[] = []
afterAll(() => Promise.all(opened.map(({ database }) => database.close())))

test('a client that stalls without a word is made anew, and everything is heard', { timeout }, async () => {
  const { topic, service, metrics, start } = await stage()
  await write(topic, 5)
  await start(stalling)
  await eventually(async () => expect(await service.rowsIn('tallies')).toBe(5), { within })
  expect(await metrics.registry.getSingleMetricAsString('saga_consumer_restarts_total')).toMatch(/total\{.*\} [1-9]/)
  await eventually(async () =>
    expect(await metrics.registry.getSingleMetricAsString('saga_lag_events')).toMatch(/saga_lag_events\{.*\} 0$/m),
  )
})

test('a position beyond the end of the log is never accepted: nothing is skipped as if it was heard', {
  timeout,
}, async () => {
  const { topic, service, listening, start } = await stage()
  await write(topic, 2)
  await service.database.query(sql`insert into positions values (${topic}, 0, 5)`)
  await start()
  await eventually(() => expect(listening.stopped()).toMatchObject([{ topic, partition: 0, offset: 5 }]), { within })
  expect(listening.stopped()[0]?.reason).toContain('the log ends at 2, before offset 5')
  await write(topic, 10)
  await delay(1_500)
  expect(await service.rowsIn('tallies')).toBe(0)
})

test('a topic that is deleted and made again under a service stops it there', { timeout }, async () => {
  const { topic, service, listening, start } = await stage()
  await write(topic, 20)
  await start()
  await eventually(async () => expect(await service.rowsIn('tallies')).toBe(20), { within })
  await makeAgain(topic)
  await write(topic, 3)
  await eventually(() => expect(listening.stopped()[0]?.reason).toContain('deleted and made again'), { within })
  expect(await service.rowsIn('tallies')).toBe(20)
})

test('records that are gone before they were heard stop the partition', { timeout }, async () => {
  const { topic, service, listening, start } = await stage()
  await write(topic, 8)
  await service.database.query(sql`insert into positions values (${topic}, 0, 2)`)
  const admin = kafka.client().admin()
  await admin.connect()
  await admin.fetchTopicOffsets(topic) // makes the client know the topic
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '5' }] })
  await admin.disconnect()
  await start()
  await eventually(() => expect(listening.stopped()[0]?.reason).toContain('offsets 2 to 4 are gone'), { within })
})

type Make = (options: Parameters<typeof consumer>[1]) => Consumer

/** A service that listens to a topic of its own, with a watchdog that looks often. */
async function stage() {
  const [topic, service] = await Promise.all([kafka.topic(), tallyService()])
  opened.push(service)
  const settings = { brokers: kafka.brokers, clientId: 'test', ...kafka.users.admin }
  const reaction = service.reactions.get(OrderPaymentProcessed.topic)
  const reactions = new Map(reaction ? [[topic, reaction]] : [])
  const queue = batcher({ ...service, reactions, log, mostCauses: 100, committed: () => {} })
  const kinds = new Map([[topic, { ...OrderPaymentProcessed, topic }]])
  const { database } = service
  const listening = listener({
    kinds,
    batcher: queue,
    database,
    registry,
    codec: avro,
    replay: openReplay(database, log),
    log,
  })
  const metrics = openMetrics('test')
  const real: Make = (options) => consumer(settings, options, log)

  async function start(make: (real: Make) => Make = (make) => make) {
    const { assigned, hear } = listening
    const hearing = restartable(make(real), { groupId: topic, topics: [topic], assigned, hear }, log)
    const ends = openLogEnds(settings, [topic], log)
    const guard = watch({
      hearing,
      listening,
      batcher: queue,
      database,
      extents: ends.read,
      patience: 3_000,
      metrics,
      log,
    })
    onTestFinished(async () => {
      await guard.stop()
      await hearing.stop()
      await ends.close()
    })
    guard.start()
    await hearing.start()
  }
  return { topic, service, listening, metrics, start }
}

/** The first client joins and is given partitions, and never hears a record; those after it are well. */
function stalling(real: Make): Make {
  let made = 0
  return (options) => real(made++ > 0 ? options : { ...options, hear: async () => ({ stopped: true }) })
}

async function write(topic: string, count: number) {
  const producer = kafka.client().producer()
  await producer.connect()
  const messages = Array.from({ length: count }, (_, offset) => messageOf(offset))
  await producer.send({ topic, messages })
  await producer.disconnect()
}

function messageOf(offset: number) {
  const { key, value, headers } = recordOf(paid(), offset)
  return {
    key,
    value,
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])),
  }
}

async function makeAgain(topic: string) {
  const admin = kafka.client().admin()
  await admin.connect()
  await admin.deleteTopics({ topics: [topic] })
  const again = { topics: [{ topic, numPartitions: 1 }], waitForLeaders: false }
  const isMade = async () => expect(await admin.createTopics(again)).toBe(true) // false: the old one is still there
  await eventually(isMade, { within })
  // The broker learns of it from the controller, and takes records into the old log until then.
  const isEmpty = async () => expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ high: '0' }])
  await eventually(isEmpty, { within })
  await admin.disconnect()
}
