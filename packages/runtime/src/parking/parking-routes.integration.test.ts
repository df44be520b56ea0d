import { OrderPaymentFailed, OrderPaymentProcessed } from '@saga-shop/contracts'
import { eventually } from '@saga-shop/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { avro, onRecord, registry } from '../../test/records.ts'
import { Call, failed, mended, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { openServer, type Server } from '../http/server.ts'
import { claimDue } from '../intents/intent-rows.ts'
import { openLog } from '../log.ts'
import { keeper } from './keeper.ts'
import { parkCall } from './parked-calls.ts'
import { parking } from './parking.ts'
import { serveParking } from './parking-routes.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const kinds = new Map([OrderPaymentProcessed, OrderPaymentFailed].map((kind) => [kind.topic, kind]))
let service: TallyService
let app: Server
let reactions: TallyService['reactions']
let redriving: ReturnType<typeof options>
beforeEach(async () => {
  service = await tallyService()
  reactions = new Map(service.reactions)
  redriving = options()
  app = await openServer({ name: 'tally', description: 'counts', log })
  const queue = batcher({ ...redriving, mostCauses: 100 })
  serveParking(app, () => parking({ ...redriving, batcher: queue }))
})
afterEach(async () => {
  await app.close()
  await service.database.close()
})

const options = () => ({ ...service, reactions, kinds, readers: { registry, codec: avro }, log, committed: () => {} })
const mend = () => {
  for (const [name, reaction] of mended()) reactions.set(name, reaction)
}
const hear = (...causes: Cause[]) => batcher({ ...redriving, mostCauses: 100 }).submit({ causes })
const get = async (path: string) => (await app.inject({ url: path })).json()
const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })

describe('over HTTP', () => {
  test('a person sees what is parked, why, and what waits behind it', async () => {
    const poison = onRecord(failed())
    await hear(poison, onRecord(paid(poison.key)), onRecord(failed()))
    expect(await get(`/parked?order=${poison.key}`)).toMatchObject([
      { kind: 'event', order: poison.key, name: OrderPaymentFailed.topic, reason: 'this cannot be', attempts: 1 },
      { kind: 'event', order: poison.key, name: OrderPaymentProcessed.topic, reason: null, attempts: 0 },
    ])
    expect(await get('/parked')).toHaveLength(3)
    expect(await get('/parked?limit=1')).toHaveLength(1)
  })

  test('has it explained: what it says, its headers, its bytes, its history', async () => {
    const poison = onRecord(failed())
    await hear(poison)
    const [item] = await get('/parked')
    expect(await get(`/parked/${item.id}`)).toMatchObject({
      item: { reason: 'this cannot be' },
      headers: { ce_id: poison.id, ce_type: 'OrderPaymentFailed' },
      bytes: poison.record?.value?.toString('base64'),
      body: poison.data,
      history: [{ action: 'parked', by: 'the service', reason: 'this cannot be' }],
    })
  })

  test('has it heard again, and every step is kept', async () => {
    const poison = onRecord(failed())
    await hear(poison)
    const [{ id }] = await get('/parked')
    expect((await post(`/parked/${poison.key}/redrive`, { by: 'ann' })).json()).toEqual({
      heard: 0,
      calls: 0,
      failed: { id, reason: 'this cannot be' },
    })
    mend()
    expect((await post(`/parked/${poison.key}/redrive`, { by: 'ben' })).json()).toEqual({ heard: 1, calls: 0 })
    expect(await service.countOf(poison.key)).toBe(10_000)
    expect(
      (await get(`/parked/${id}`)).history.map(({ action, by }: Record<string, string>) => `${action} ${by}`),
    ).toEqual(['parked the service', 'redriven ann', 'parked the service', 'redriven ben'])
  })

  test('gives one up, which lets the others go; it counts as heard', async () => {
    const poison = onRecord(failed())
    await hear(poison, onRecord(paid(poison.key)), onRecord(paid(poison.key)))
    const [{ id }] = await get('/parked')
    const answer = await post(`/parked/${id}/discard`, { by: 'ann', reason: 'the customer called' })
    expect(answer.json()).toEqual({ heard: 2 })
    expect(await service.countOf(poison.key)).toBe(2)
    await hear(poison)
    expect(await get('/parked')).toEqual([])
    expect((await get(`/parked/${id}`)).history.at(-1)).toMatchObject({
      action: 'discarded',
      by: 'ann',
      reason: 'the customer called',
    })
  })

  test.each([
    ['GET', '/parked/4711', undefined, 404],
    ['GET', '/parked/nothing', undefined, 400],
    ['GET', '/parked?limit=0', undefined, 400],
    ['GET', '/parked?order=%00', undefined, 400],
    ['POST', '/parked/nobody/redrive', { by: 'ann' }, 404],
    ['POST', '/parked/nobody/redrive', {}, 400],
    ['POST', '/parked/4711/discard', { by: 'ann', reason: 'because' }, 404],
    ['POST', '/parked/4711/discard', { by: 'ann' }, 400],
    ['POST', '/parked/4711/discard', { by: 'a\0nn', reason: 'because' }, 400],
  ] as const)('%s %s with %j is answered with a problem', async (method, url, payload, status) => {
    const answer = await app.inject({ method, url, ...(payload && { payload }) })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch('application/problem+json')
  })
})

describe('an outside call that was refused for good', () => {
  const owed = async () => {
    const event = onRecord(paid())
    await hear(event)
    const [call] = await claimDue(service.database, Call.name, 10, 1)
    if (!call) throw new Error('it owes a call')
    await parkCall(service.database, call.id, '422 from /calls')
    return { event, call }
  }

  test('is listed and explained, and nobody makes it', async () => {
    const { event, call } = await owed()
    expect(await get('/parked')).toMatchObject([
      { id: call.id, kind: 'call', order: event.key, reason: '422 from /calls' },
    ])
    expect(await get(`/parked/${call.id}`)).toMatchObject({ body: { why: 'paid' }, outcome: null })
    expect(await claimDue(service.database, Call.name, 10, 1)).toEqual([])
  })

  test.each(['order', 'id'] as const)('is due again when a person says so, by its %s', async (by) => {
    const { event, call } = await owed()
    const name = by === 'id' ? call.id : event.key
    expect((await post(`/parked/${name}/redrive`, { by: 'ann' })).json()).toEqual({ heard: 0, calls: 1 })
    expect(await claimDue(service.database, Call.name, 10, 1)).toMatchObject([{ id: call.id, attempt: 2 }])
  })

  test('is owed no more when a person gives it up', async () => {
    const { call } = await owed()
    expect((await post(`/parked/${call.id}/discard`, { by: 'ann', reason: 'paid by hand' })).statusCode).toBe(200)
    expect(await service.rowsIn('intents')).toBe(0)
  })
})

test('an outcome that could not be decided on is decided on again, without asking outside', async () => {
  const event = onRecord(paid())
  await hear(event)
  const [call] = await claimDue(service.database, Call.name, 10, 60_000)
  const answered = reactions.get(Call.answered.name)
  if (!answered || !call) throw new Error('it reacts to the call that it owes')
  reactions.set(answered.hears, {
    ...answered,
    decide: () => {
      throw new Error('not today')
    },
  })
  const outcome = { ...event, id: event.id, name: answered.hears, data: { said: 'yes' }, intentId: call.id }
  await hear(outcome)
  expect(await get('/parked')).toMatchObject([{ kind: 'call', reason: 'not today' }])
  reactions.set(answered.hears, answered)
  expect((await post(`/parked/${event.key}/redrive`, { by: 'ann' })).json()).toEqual({ heard: 0, calls: 1 })
  expect(await service.countOf(event.key)).toBe(101)
  expect(await service.rowsIn('intents')).toBe(0)
})

test('what a killed person’s redrive left behind goes on by itself, and gauges tell what is parked', async () => {
  const [poison, other] = [onRecord(failed()), onRecord(failed())]
  await hear(poison, onRecord(paid(poison.key)), other)
  await service.database.query({
    name: '',
    text: 'delete from parked where key = $1 and reason is not null',
    values: [poison.key],
  })
  const looking = keeper({ ...redriving, deadLetters: () => Promise.resolve(0) })
  looking.start()
  await eventually(async () => expect(await service.countOf(poison.key)).toBe(1))
  expect(looking.figures()).toMatchObject({ orders: 2, events: 2, calls: 0 })
  await looking.stop()
})
