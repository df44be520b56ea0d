import { randomUUID } from 'node:crypto'
import { OrderPaymentFailed, OrderPaymentProcessed } from '@saga-shop/contracts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { avro, recordOf, registry } from '../../test/records.ts'
import { failed, mended, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { type Database, openDatabase } from '../database.ts'
import { openLog } from '../log.ts'
import { startPositions } from '../positions.ts'
import { redrive } from './redrive.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const kinds = new Map([OrderPaymentProcessed, OrderPaymentFailed].map((kind) => [kind.topic, kind]))
let service: TallyService
let instances: Database[]
beforeEach(async () => {
  service = await tallyService()
  instances = [service.database, openDatabase({ url: service.place.url })]
})
afterEach(() => Promise.all(instances.map((database) => database.close())))

const topics = [OrderPaymentProcessed.topic, OrderPaymentFailed.topic]
const orders = Array.from({ length: 5 }, () => randomUUID())

/** What one partition of a topic says about these orders, over and over. */
const logOf = (topic: string, length: number) =>
  Array.from({ length }, (_, offset): Cause => {
    const order = orders[offset % orders.length]
    const cause = topic === OrderPaymentProcessed.topic ? paid(order) : failed(order)
    return { ...cause, record: recordOf(cause, offset) }
  })

test('two instances that park, hear and redrive the same orders at once lose nothing, and keep each topic’s order', async () => {
  await startPositions(
    service.database,
    topics.map((topic) => ({ topic, partition: 0, offset: 0 })),
  )
  const logs = topics.map((topic) => logOf(topic, 60))
  const redriving = (database: Database) => ({
    ...service,
    database,
    reactions: mended(),
    kinds,
    readers: { registry, codec: avro },
    log,
    committed: () => {},
  })
  /** Each instance hears one topic, a few records at a time: the one of failed payments chokes on all of them. */
  async function hearAll(database: Database, causes: readonly Cause[]) {
    const queue = batcher({ ...service, database, log, mostCauses: 100, committed: () => {} })
    for (let from = 0; from < causes.length; from += 4) {
      const some = causes.slice(from, from + 4)
      const span = { topic: some[0]?.name ?? '', partition: 0, from, to: from + some.length }
      await queue.submit({ causes: some, span })
    }
  }
  const people = async () => {
    for (let round = 0; round < 8; round++)
      for (const database of instances)
        await redrive(orders[round % orders.length] ?? '', 'ann', redriving(database)).catch(() => {})
  }
  await Promise.all([...logs.map((causes, index) => hearAll(instances[index] as Database, causes)), people()])
  for (const order of orders) await redrive(order, 'ann', redriving(service.database))

  expect(await service.parked()).toEqual([])
  for (const order of orders) expect(await service.countOf(order)).toBe(12 + 12 * 10_000)
  const { rows } = await service.database.query<{ causationid: string }>({
    name: '',
    text: 'select causationid from outbox order by position',
    values: [],
  })
  for (const order of orders) {
    const said = new Map(logs[0]?.filter(({ key }) => key === order).map(({ id }, turn) => [id, turn]))
    const turns = rows.flatMap(({ causationid }) => said.get(causationid) ?? [])
    expect(turns).toEqual([...said.values()])
  }
})
