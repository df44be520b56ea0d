import { randomUUID } from 'node:crypto'
import { OrderPaymentFailed, OrderPaymentProcessed } from '@saga-shop/contracts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { avro, onRecord, registry } from '../../test/records.ts'
import { added, failed, mended, paid, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause, Unreadable } from '../cause.ts'
import { openLog } from '../log.ts'
import type { Reactions } from '../touched.ts'
import { redrive, release } from './redrive.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
let service: TallyService
const sizes: number[] = []
beforeEach(async () => {
  service = await tallyService()
})
afterEach(() => service.database.close())

const open = (reactions: Reactions = service.reactions) =>
  batcher({ ...service, reactions, log, mostCauses: 1_000, committed: (_, causes) => sizes.push(causes) })

const hear = (...causes: Cause[]) => open().submit({ causes })
const good = (order?: string) => onRecord(paid(order))
const bad = (order?: string) => onRecord(failed(order))

const kinds = new Map([OrderPaymentProcessed, OrderPaymentFailed].map((kind) => [kind.topic, kind]))
const redriving = (reactions = mended()) => ({
  ...service,
  reactions,
  kinds,
  readers: { registry, codec: avro },
  committed: () => {},
})

const unreadable = (order: string): Unreadable => {
  const { record, ...cause } = onRecord(paid(order))
  if (!record) throw new Error('it has a record')
  return { ...cause, id: '', record: { ...record, value: Buffer.from('garbage') }, unreadable: 'garbage' }
}

describe('an event that its decision chokes on', () => {
  test('is parked as it came, and changes nothing', async () => {
    const poison = bad()
    await hear(poison)
    expect(await service.parked()).toMatchObject([
      {
        key: poison.key,
        topic: OrderPaymentFailed.topic,
        offset: poison.record?.offset,
        event_id: poison.id,
        reason: 'this cannot be',
        attempts: 1,
        payload: poison.record?.value,
        headers: { ce_id: poison.id, ce_type: 'OrderPaymentFailed' },
      },
    ])
    expect(await service.rowsIn('inbox')).toBe(0)
    expect(await service.rowsIn('tallies')).toBe(0)
  })

  test('makes later events of its order wait, in this batch and in later ones, whatever their topic', async () => {
    const poison = bad()
    const [before, behind, later] = [good(poison.key), good(poison.key), good(poison.key)]
    await hear(before, poison, behind)
    await hear(later)
    expect(await service.countOf(poison.key)).toBe(1)
    expect((await service.parked()).map(({ reason }) => reason)).toEqual(['this cannot be', null, null])
  })

  test('lets other orders flow on, and costs no further transaction at one in a hundred', async () => {
    sizes.length = 0
    const healthy = Array.from({ length: 990 }, () => good())
    const poisons = Array.from({ length: 10 }, () => bad())
    const mixed = [...healthy]
    for (const [turn, poison] of poisons.entries()) mixed.splice(turn * 97, 0, poison)
    const before = service.database.counts.transactions
    await hear(...mixed)
    expect(service.database.counts.transactions - before).toBe(1)
    expect(await service.rowsIn('tallies')).toBe(990)
    expect((await service.parked()).map(({ key }) => key)).toEqual(poisons.map(({ key }) => key))
  })

  test('that comes twice is parked once', async () => {
    const poison = bad()
    await hear(poison, poison)
    await hear({ ...poison })
    expect(await service.parked()).toHaveLength(1)
  })

  test('is no obstacle for what is asked over HTTP about its order', async () => {
    const poison = bad()
    await hear(poison)
    await open().submit({ causes: [added(poison.key, 5)] })
    expect(await service.countOf(poison.key)).toBe(5)
  })

  test('is parked when what it was early for is there', async () => {
    const born = good()
    const early = onRecord(refunded(born.key))
    const chokes = new Map(service.reactions)
    await hear(early)
    for (const [name, reaction] of service.reactions)
      if (name === early.name)
        chokes.set(name, {
          ...reaction,
          decide: () => {
            throw new Error('too late')
          },
        })
    await open(chokes).submit({ causes: [born] })
    expect(await service.countOf(born.key)).toBe(1)
    expect(await service.parked()).toMatchObject([
      { event_id: early.id, offset: early.record?.offset, payload: early.record?.value, reason: 'too late' },
    ])
  })
})

test('a batch costs as many statements with one parked event as with five hundred', async () => {
  const statements = async (...causes: Cause[]) => {
    const before = service.database.counts.statements
    await hear(...causes)
    return service.database.counts.statements - before
  }
  expect(await statements(good(), bad())).toBe(8) // one more than without: the parking
  expect(await statements(good(), bad())).toBe(9) // and another: who is parked
  expect(await statements(...Array.from({ length: 500 }, () => [good(), bad()]).flat())).toBe(9)
})

test('a fact that its schema refuses parks the event that it follows from, and nobody else', async () => {
  const healthy = good()
  const poison = { ...good(), data: { ...paid().data, amount: { minor: 0.5, currency: 'EUR' } } }
  await hear(poison, healthy)
  expect(await service.parked()).toMatchObject([
    { key: poison.key, reason: expect.stringContaining('OrderValidated does not fit its schema') },
  ])
  expect(await service.countOf(healthy.key)).toBe(1)
})

test('a record that is no event waits for nobody, and makes its order wait', async () => {
  const order = randomUUID()
  await hear(unreadable(order), good(order), unreadable(order), good())
  expect(
    (await service.parked()).map(({ event_id, reason }: { event_id?: string; reason: string }) => [
      event_id === null,
      reason,
    ]),
  ).toEqual([
    [true, 'garbage'],
    [false, null],
    [true, 'garbage'],
  ])
  expect(await service.rowsIn('tallies')).toBe(1)
})

describe('an order that is redriven', () => {
  test('is heard to its end, in order, once what was wrong is mended', async () => {
    const poison = bad()
    await hear(poison, good(poison.key), good(poison.key))
    expect(await redrive(poison.key, 'ann', redriving())).toEqual({ heard: 3 })
    expect(await service.countOf(poison.key)).toBe(10_002)
    expect(await service.parked()).toEqual([])
    await hear(poison)
    expect(await service.countOf(poison.key)).toBe(10_002)
  })

  test('and fails again stays as it was, with one attempt more', async () => {
    const poison = bad()
    await hear(poison, good(poison.key))
    const [first] = await service.parked()
    expect(await redrive(poison.key, 'ann', redriving(service.reactions))).toEqual({
      heard: 0,
      failed: { id: first?.id, reason: 'this cannot be' },
    })
    expect(await service.parked()).toMatchObject([
      { id: first?.id, attempts: 2 },
      { reason: null, attempts: 0 },
    ])
  })

  test('fails where the next one is at fault, and keeps what came before', async () => {
    const order = randomUUID()
    await hear(bad(order), good(order), unreadable(order), good(order))
    expect(await redrive(order, 'ann', redriving())).toMatchObject({
      heard: 2,
      failed: { reason: expect.stringContaining('wire format') },
    })
    expect(await service.countOf(order)).toBe(10_001)
    expect(await service.parked()).toHaveLength(2)
  })

  test('takes along what arrives meanwhile: everything is heard, in the order in which it came', async () => {
    for (let round = 0; round < 10; round++) {
      const poison = bad()
      await hear(poison)
      const arriving = Array.from({ length: 10 }, () => good(poison.key))
      const queue = open(mended())
      const [redriven] = await Promise.all([
        redrive(poison.key, 'ann', redriving()),
        ...arriving.map((cause) => queue.submit({ causes: [cause] })),
      ])
      expect(redriven.heard).toBeGreaterThan(0)
      expect(await service.parked()).toEqual([])
      expect(await service.countOf(poison.key)).toBe(10_010)
    }
  })

  test('by two people at once is heard once', async () => {
    const poison = bad()
    await hear(poison, good(poison.key), good(poison.key))
    const both = await Promise.all(['ann', 'ben'].map((by) => redrive(poison.key, by, redriving())))
    expect(both.reduce((sum, { heard }) => sum + heard, 0)).toBe(3)
    expect(await service.countOf(poison.key)).toBe(10_002)
  })

  test('by somebody who is killed on the way is released by whoever looks next', async () => {
    const poison = bad()
    await hear(poison, good(poison.key))
    await service.database.query({ name: '', text: 'delete from parked where reason is not null', values: [] })
    expect(await release(poison.key, 'the service', redriving())).toEqual({ heard: 1 })
    expect(await service.countOf(poison.key)).toBe(1)
  })
})
