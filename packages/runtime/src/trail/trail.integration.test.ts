import { randomUUID } from 'node:crypto'
import { OrderPaymentFailed, OrderPaymentProcessed, OrderValidated } from '@saga-shop/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { onRecord } from '../../test/records.ts'
import { Call, failed, paid, Refund, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import { derivedId } from '../announcements.ts'
import { batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { openServer, type Server } from '../http/server.ts'
import { openLog } from '../log.ts'
import { serveTrail } from './trail-route.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
let service: TallyService
let app: Server
let queue: ReturnType<typeof batcher>
beforeEach(async () => {
  service = await tallyService(Refund.within(0))
  queue = batcher({ ...service, log, committed: () => {}, mostCauses: 100 })
  app = await openServer({ name: 'tally', description: 'counts', log })
  serveTrail(app, service.database, { service: 'tally', deadlines: [Refund], calls: true })
})
afterEach(async () => {
  await app.close()
  await service.database.close()
})

const hear = (...causes: Cause[]) => queue.submit({ causes })
const trailOf = async (order: string, ...events: string[]) =>
  (await app.inject({ url: `/trail/${order}${events.length > 0 ? `?events=${events.join(',')}` : ''}` })).json()

describe('a service says of an order', () => {
  test('what it announced, with the row’s number, the schema, and what led to it', async () => {
    const payment = paid()
    await hear(payment)
    expect((await trailOf(payment.key)).announced).toEqual([
      expect.objectContaining({
        id: derivedId(payment.id, `${OrderValidated.type}#0`),
        type: 'OrderValidated',
        topic: OrderValidated.topic,
        position: 1,
        schemaId: 7,
        causationId: payment.id,
        why: 'event',
        whyAt: expect.any(String),
      }),
    ])
  })

  test('when a transaction committed, beside when it began', async () => {
    const payment = paid()
    await hear(payment)
    const trail = await trailOf(payment.key)
    for (const { at, committedAt } of [...trail.announced, ...trail.heard])
      expect(Date.parse(committedAt) - Date.parse(at)).toBeGreaterThanOrEqual(0)
    expect(trail.announced[0].committedAt).toBe(trail.heard[0].committedAt)
  })

  test('what it heard, of the events it is asked about; others are none of the question', async () => {
    const [payment, refund] = [paid(), refunded()]
    const unheard = randomUUID()
    await hear(payment)
    await hear(refund)
    const { heard } = await trailOf(payment.key, payment.id, unheard)
    expect(heard).toEqual([{ id: payment.id, at: expect.any(String), committedAt: expect.any(String) }])
  })

  test('what came too early and waits', async () => {
    const refund = refunded()
    await hear(refund)
    expect((await trailOf(refund.key, refund.id)).early).toMatchObject([{ id: refund.id, waitsFor: refund.key }])
  })

  test('what is parked, and what waits behind it', async () => {
    const poison = onRecord(failed())
    await hear(poison, onRecord(paid(poison.key)))
    const { parked, history, heard } = await trailOf(poison.key, poison.id)
    expect(parked).toMatchObject([
      { eventId: poison.id, topic: OrderPaymentFailed.topic, reason: 'this cannot be', attempts: 1 },
      { topic: OrderPaymentProcessed.topic, reason: null },
    ])
    expect(history).toMatchObject([{ action: 'parked' }, { action: 'waited' }])
    expect(heard).toEqual([])
  })

  test('which calls and clocks are open', async () => {
    const payment = paid()
    await hear(payment)
    expect(await trailOf(payment.key)).toMatchObject({
      calls: [{ name: Call.name, attempts: 0, parked: null }],
      deadlines: [{ name: Refund.name, startedBy: payment.id }],
    })
  })

  test('nothing, when it knows nothing', async () => {
    expect(await trailOf(randomUUID())).toMatchObject({
      announced: [],
      heard: [],
      parked: [],
      calls: [],
      deadlines: [],
    })
  })
})

test('however long the outbox, one order is found by an index', async () => {
  const { rows } = await service.database.query<{ 'QUERY PLAN': string }>({
    name: '',
    text: `explain select * from outbox where aggregateid = '${randomUUID()}'`,
    values: [],
  })
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('outbox_of')
})

test('nonsense is refused', async () => {
  expect((await app.inject({ url: '/trail/nonsense' })).statusCode).toBe(400)
  expect((await app.inject({ url: `/trail/${randomUUID()}?events=nonsense` })).statusCode).toBe(400)
})
