import { randomUUID } from 'node:crypto'
import { OrderPaymentFailed, OrderPaymentProcessed } from '@saga-shop/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { avro, onRecord, registry } from '../../test/records.ts'
import { failed, mended, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause, Unreadable } from '../cause.ts'
import { openLog } from '../log.ts'
import { forgetRecords, seenTo } from './history.ts'
import { type Parking, parking } from './parking.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const kinds = new Map([OrderPaymentProcessed, OrderPaymentFailed].map((kind) => [kind.topic, kind]))
let service: TallyService
let person: Parking

beforeEach(async () => {
  service = await tallyService()
  person = asOf(service.reactions)
})
afterEach(() => service.database.close())

/** What a person can do while the code is as it is. */
const asOf = (reactions: TallyService['reactions']) =>
  parking({
    ...service,
    ...{ reactions, kinds, readers: { registry, codec: avro }, log, committed: () => {} },
    batcher: batcher({ ...service, reactions, log, mostCauses: 100, committed: () => {} }),
  })
const hear = (...causes: Cause[]) =>
  batcher({ ...service, log, mostCauses: 100, committed: () => {} }).submit({ causes })
const theOne = async () => (await person.list({}))[0]?.id ?? ''

describe('the story of an event that was heard at last', () => {
  test('keeps how it came, and tells what it met, what became of that, and what it led to', async () => {
    const poison = onRecord(failed())
    await hear(onRecord(paid(poison.key)), poison, onRecord(paid(poison.key)))
    const id = await theOne()
    expect(await person.explain(id)).toMatchObject({ body: poison.data, stands: { id: poison.key, count: 1 } })

    await asOf(mended()).redrive(poison.key, 'ann')
    const story = await person.explain(id)
    expect(story).not.toHaveProperty('item')
    expect(story).not.toHaveProperty('stands')
    expect(story).toMatchObject({
      body: poison.data,
      bytes: poison.record?.value?.toString('base64'),
      headers: { ce_id: poison.id },
      history: [
        { action: 'parked', ledTo: null },
        {
          action: 'redriven',
          by: 'ann',
          ledTo: { announced: [], owes: [], before: { count: 1 }, after: { count: 10_001 } },
        },
      ],
    })
  })

  test('names what it announced, under the ids that others hear it by, and what is owed since', async () => {
    const order = randomUUID()
    const behind = onRecord(paid(order))
    await hear(onRecord(failed(order)), behind)
    const [, waiting] = await person.list({})
    await asOf(mended()).redrive(order, 'ann')
    const { history } = (await person.explain(waiting?.id ?? '')) ?? { history: [] }
    const { rows } = await service.database.query<{ id: string }>({
      ...{ name: '', text: 'select id from outbox where causationid = $1', values: [behind.id] },
    })
    expect(rows).toHaveLength(1)
    expect(history.at(-1)?.ledTo).toMatchObject({
      announced: [{ id: rows[0]?.id, type: 'OrderValidated' }],
      owes: ['call'],
      before: { count: 10_000 },
      after: { count: 10_001 },
    })
  })
})

test('of bytes that are no event, it says what they do say, and where that stops', async () => {
  const whole = onRecord(paid()).record?.value ?? Buffer.alloc(0)
  const record = onRecord(paid())
  await hear(garbled(record, whole.subarray(0, 50)))
  expect(await person.explain(await theOne())).toMatchObject({
    unreadable: expect.stringContaining('OrderPaymentProcessed'),
    legible: {
      as: 'OrderPaymentProcessed',
      fields: { orderId: expect.stringMatching(/^[\da-f-]{36}$/) },
      stopsAt: 5 + 37,
      stopsIn: 'paymentId',
    },
  })
})
test('of bytes that are nothing at all, too', async () => {
  await hear(garbled(onRecord(paid()), Buffer.from('garbage')))
  expect(await person.explain(await theOne())).toMatchObject({ legible: { fields: {}, stopsAt: 0, stopsIn: null } })
})

test('what persons saw to can be looked up, and who only waited is not told of', async () => {
  const [one, other] = [onRecord(failed()), onRecord(failed())]
  await hear(one, onRecord(paid(one.key)), other)
  const [first, , second] = await person.list({})
  await asOf(mended()).redrive(one.key, 'ann')
  await person.redrive(other.key, 'ben') // fails again: it is parked still
  expect(await seenTo(service.database, 9)).toMatchObject([{ id: first?.id, action: 'redriven', by: 'ann' }])
  await person.discard(second?.id ?? '', { by: 'ben', reason: 'enough' })
  expect(await seenTo(service.database, 9)).toMatchObject([
    {
      id: second?.id,
      order: other.key,
      name: OrderPaymentFailed.topic,
      action: 'discarded',
      by: 'ben',
      reason: 'enough',
    },
    { id: first?.id },
  ])
  expect(await person.explain(second?.id ?? '')).toMatchObject({ body: other.data })
})

test('how an event came is forgotten after thirty days, as its topic does; who did what stays', async () => {
  const poison = onRecord(failed())
  await hear(poison)
  const id = await theOne()
  await asOf(mended()).redrive(poison.key, 'ann')
  await forgetRecords(service.database)
  expect(await person.explain(id)).toHaveProperty('body')
  const text = "update parking_history set at = at - interval '31 days'"
  await service.database.query({ name: '', text, values: [] })
  await forgetRecords(service.database)
  expect(await person.explain(id)).toEqual({
    history: [
      { action: 'parked', by: 'the service', reason: 'this cannot be', at: expect.any(Date), ledTo: null },
      { action: 'redriven', by: 'ann', reason: null, at: expect.any(Date), ledTo: null },
    ],
  })
})

function garbled({ record, ...cause }: Cause, value: Buffer): Unreadable {
  if (!record) throw new Error('it has a record')
  return { ...cause, id: '', record: { ...record, value }, unreadable: 'garbled' }
}
