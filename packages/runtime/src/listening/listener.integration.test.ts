import { OrderPaymentFailed, OrderPaymentProcessed } from '@saga-shop/contracts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { avro, recordOf, registry } from '../../test/records.ts'
import { failed, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { Undecodable } from '../codec.ts'
import type { KafkaRecord } from '../kafka/port.ts'
import { openLog } from '../log.ts'
import type { Registry } from '../registry.ts'
import { openReplay } from '../restoring/replay.ts'
import { listener } from './listener.ts'

const { topic } = OrderPaymentProcessed
const log = openLog('test', { instance: '1', level: 'silent' })
const opened: TallyService[] = []
let service: TallyService
beforeEach(async () => {
  service = await tallyService()
  opened.push(service)
})
afterAll(() => Promise.all(opened.map(({ database }) => database.close())))

async function listen(asked: Partial<Registry> = {}) {
  const listening = listener({
    kinds: new Map([OrderPaymentProcessed, OrderPaymentFailed].map((kind) => [kind.topic, kind])),
    batcher: batcher({ ...service, log, mostCauses: 100, committed: () => {} }),
    database: service.database,
    registry: { ...registry, ...asked },
    codec: avro,
    replay: openReplay(service.database, log),
    log,
  })
  await listening.assigned([{ topic, partition: 0, begin: 0, end: 100 }])
  return {
    ...listening,
    hear: (records: KafkaRecord[], from = topic) => listening.hear({ topic: from, partition: 0, records }),
  }
}

const record = (offset: number, cause: Cause = paid()) => recordOf(cause, offset)
const run = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => record(from + index))

test('goes on where the records end, and skips what was heard before', async () => {
  const listening = await listen()
  expect(await listening.hear(run(0, 3))).toEqual({ next: 3 })
  expect(await listening.hear([...run(1, 3), ...run(3, 5)])).toEqual({ next: 5 })
  expect(await service.rowsIn('tallies')).toBe(5)
})

test('a new instance begins where the database stands, not where Kafka thinks', async () => {
  await (await listen()).hear(run(0, 3))
  const next = listener({
    kinds: new Map(),
    batcher: batcher({ ...service, log, mostCauses: 1, committed: () => {} }),
    database: service.database,
    registry,
    codec: avro,
    replay: openReplay(service.database, log),
    log,
  })
  expect(await next.assigned([{ topic, partition: 0, begin: 0, end: 100 }])).toEqual([
    { topic, partition: 0, offset: 3 },
  ])
})

test('missing offsets are asked for once more, then stop the partition loudly', async () => {
  const listening = await listen()
  expect(await listening.hear(run(4, 6))).toEqual({ next: 0 })
  expect(await listening.hear(run(4, 6))).toEqual({ stopped: true })
  expect(listening.stopped()).toMatchObject([
    { topic, partition: 0, offset: 0, reason: 'offsets 0 to 3 are gone: the log goes on at 4' },
  ])
})

test('a hole between two records ends the run before it', async () => {
  expect(await (await listen()).hear([...run(0, 2), ...run(3, 4)])).toEqual({ next: 2 })
})

const unheard = { ...record(0).headers, ce_id: undefined }

test.each([
  ['bytes that are no Avro', { value: Buffer.from('nonsense') }, 'not in Confluent wire format'],
  ['nothing at all', { value: null }, 'not in Confluent wire format'],
  [
    'bytes that are left over',
    { value: Buffer.concat([record(0).value ?? Buffer.alloc(0), Buffer.from('x')]) },
    '1 bytes are left over',
  ],
  ['another order in the key', { key: Buffer.from(paid().key) }, 'its key is not its orderId'],
  ['no id', { headers: unheard }, 'its header ce_id is no UUID'],
])('%s is parked at its offset; what came before and after is heard', async (_, garbled, reason) => {
  const listening = await listen()
  expect(await listening.hear([...run(0, 2), { ...record(2), ...garbled }, record(3)])).toEqual({ next: 4 })
  expect(await service.parked()).toMatchObject([
    { topic, partition: 0, offset: 2, reason: expect.stringContaining(reason) },
  ])
  expect(await service.rowsIn('tallies')).toBe(3)
  expect(listening.stopped()).toEqual([])
})

const ofSchema = (id: number) => {
  const value = Buffer.from(record(1).value ?? [])
  value.writeUInt32BE(id, 1)
  return { ...record(1), value }
}

test('while the registry is out of reach nothing is parked: the same records are asked for again', async () => {
  const outcomes = [new Error('connect ECONNREFUSED'), new Error('500 from the registry')]
  const learn = () =>
    outcomes.length > 0 ? Promise.reject(outcomes.pop()) : Promise.reject(new Undecodable('no such schema'))
  const listening = await listen({ learn })
  const records = [record(0), ofSchema(99), record(2)]
  expect(await listening.hear(records)).toEqual({ next: 0 })
  expect(await listening.hear(records)).toEqual({ next: 0 })
  expect(await service.parked()).toEqual([])
  expect(await listening.hear(records)).toEqual({ next: 3 })
  expect(await service.parked()).toMatchObject([{ offset: 1, reason: 'no such schema' }])
  expect(await service.rowsIn('tallies')).toBe(2)
})

test('a schema that nobody knows is asked for once in a fetch, and never by a number that no registry gives', async () => {
  const asked: number[] = []
  const listening = await listen({
    learn: (_, id) => {
      asked.push(id)
      return Promise.reject(new Undecodable(`the registry knows no schema ${id}`))
    },
  })
  const records = Array.from({ length: 20 }, (_, offset) => ({ ...ofSchema(99), offset }))
  expect(await listening.hear(records)).toEqual({ next: 20 })
  expect(asked).toEqual([99])
  expect(await service.parked()).toHaveLength(20)
})

test('an event that its decision chokes on is parked, and its partition goes on', async () => {
  const listening = await listen()
  await listening.assigned([{ topic: OrderPaymentFailed.topic, partition: 0, begin: 0, end: 100 }])
  expect(await listening.hear([record(0, failed())], OrderPaymentFailed.topic)).toEqual({ next: 1 })
  expect(await service.parked()).toMatchObject([{ offset: 0, reason: 'this cannot be' }])
})

test('somebody else who moved on makes us begin where the database stands now', async () => {
  const [zombie, successor] = [await listen(), await listen()]
  await successor.hear(run(0, 4))
  expect(await zombie.hear(run(0, 2))).toEqual({ next: 4 })
  expect(await service.rowsIn('tallies')).toBe(4)
})
