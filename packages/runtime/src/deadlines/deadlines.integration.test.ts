import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { paid, Refund, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import type { Cause, Outcome } from '../cause.ts'
import { openDatabase } from '../database.ts'
import { isTransient } from '../failures.ts'
import { react } from '../react.ts'
import { sql } from '../sql.ts'
import { passings } from './deadline-rows.ts'

const never = 3_600_000
let service: TallyService

/** A service whose refunds are due within so many milliseconds. */
const refundsWithin = async (milliseconds: number) => {
  service = await tallyService(Refund.within(milliseconds))
}
beforeEach(() => refundsWithin(0))
afterEach(() => service.database.close())

const hear = (...causes: Cause[]) => service.database.transaction((tx) => react(tx, { causes, spans: [] }, service))
const due = () => passings(service.database, [Refund.name], 1_000)
const owed = () => service.rowsIn('deadlines')
const many = (count: number) => Array.from({ length: count }, () => paid())
const overdue = 100_000

describe('a deadline', () => {
  test('costs one statement for one event as for five hundred, and none where nothing starts or ends', async () => {
    const statements = async (...causes: Cause[]) => {
      const before = service.database.counts.statements
      await hear(...causes)
      return service.database.counts.statements - before
    }
    const payments = many(500)
    expect(await statements(paid())).toBe(8)
    expect(await statements(...payments)).toBe(8)
    const refunds = payments.map(({ key }) => refunded(key))
    expect(await statements(...refunds)).toBe(await statements(refunded((await born()).key)))
    const lateAnswer: Outcome = { ...paid(), name: 'call.answered', intentId: randomUUID() }
    expect(await statements(lateAnswer)).toBe(2) // settles nothing, loads
  })

  const born = async () => {
    const event = paid()
    await hear(event)
    return event
  }

  test('runs from the event that starts it until the one that ends it, and is gone', async () => {
    const { key } = await born()
    expect(await due()).toMatchObject([{ deadline: Refund.name, key }])
    await hear(refunded(key))
    expect(await owed()).toBe(0)
  })

  test('that starts and ends in one batch is not written down', async () => {
    const event = paid()
    await hear(event, refunded(event.key))
    expect(await owed()).toBe(0)
  })

  test('whose end is heard before its beginning does not stay', async () => {
    const event = paid()
    await hear(refunded(event.key))
    await hear(event)
    expect([await service.countOf(event.key), await owed()]).toEqual([1_001, 0])
  })

  test('moves when what starts it comes again, and an earlier passing of it counts no more', async () => {
    const { key } = await born()
    const [early] = await due()
    await hear(paid(key))
    await hear(...(early ? [early] : []))
    expect([await service.countOf(key), await owed()]).toEqual([2, 1])
  })

  test('leaves no trace of a batch that fails', async () => {
    const event = paid()
    const bad = { ...paid(), data: { ...paid().data, amount: { minor: 0.5, currency: 'EUR' } } }
    await expect(hear(event, bad)).rejects.toThrow('schema')
    expect(await owed()).toBe(0)
  })
})

describe('time is up', () => {
  test('once, however often and by whomever that is found out, and under the same id', async () => {
    const { key } = await started()
    const found = [...(await due()), ...(await due())]
    expect(new Set(found.map(({ id }) => id)).size).toBe(1)
    await hear(...found)
    await hear(...found)
    expect([await service.countOf(key), await owed()]).toEqual([1 + overdue, 0])
  })

  test('by the clock of the database: a service that is hours ahead or behind changes nothing', async () => {
    await service.database.close()
    await refundsWithin(never)
    const { key } = await started()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * never })
    const other = await started()
    vi.setSystemTime(Date.now() - 20 * never)
    expect(await due()).toEqual([])
    await service.database.query(sql`update deadlines set due_at = now() where entity = ${key}`)
    expect(await due()).toMatchObject([{ key }])
    vi.useRealTimers()
    expect(other.key).not.toBe(key)
  })

  test.each(['before', 'after'])('in the batch that holds the answer: heard %s it, the answer wins', async (when) => {
    const { key } = await started()
    const passed = await due()
    const answer = refunded(key)
    await hear(...(when === 'before' ? [answer, ...passed] : [...passed, answer]))
    expect([await service.countOf(key), await owed()]).toEqual([1_001, 0])
  })

  test('in the moment when another instance hears the answer: both count, one after the other, and nobody waits for long', async () => {
    const elsewhere = openDatabase({ url: service.place.url })
    const began = performance.now()
    for (let round = 0; round < 40; round++) {
      const { key } = await started()
      const passed = await due()
      await Promise.all([
        untilCommitted(() => hear(refunded(key))),
        untilCommitted(() => elsewhere.transaction((tx) => react(tx, { causes: passed, spans: [] }, service))),
      ])
      expect([1_001, 1_001 + overdue]).toContain(await service.countOf(key))
      expect(await owed()).toBe(0)
    }
    expect(performance.now() - began).toBeLessThan(20_000) // a deadlock costs a second each
    await elsewhere.close()
  })

  const started = async () => {
    const event = paid(randomUUID())
    await hear(event)
    return event
  }

  const untilCommitted = async (work: () => Promise<unknown>): Promise<unknown> =>
    work().catch((error) => (isTransient(error) ? untilCommitted(work) : Promise.reject(error)))
})
