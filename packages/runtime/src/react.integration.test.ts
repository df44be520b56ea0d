import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { added, paid, refunded, type TallyService, tallyService } from '../test/tally.ts'
import type { Cause } from './cause.ts'
import { Conflict } from './failures.ts'
import { claimDue } from './intents/intent-rows.ts'
import type { Span } from './positions.ts'
import { startPositions } from './positions.ts'
import { react } from './react.ts'
import { sql } from './sql.ts'

let service: TallyService
beforeAll(async () => {
  service = await tallyService()
})
afterAll(() => service.database.close())

const hear = (causes: readonly Cause[], ...spans: Span[]) =>
  service.database.transaction((tx) => react(tx, { causes, spans }, service))

const many = (count: number) => Array.from({ length: count }, () => paid())

describe('a batch', () => {
  test('costs the same number of statements for one event as for five hundred', async () => {
    const statements = async (causes: readonly Cause[]) => {
      const before = service.database.counts.statements
      await hear(causes)
      return service.database.counts.statements - before
    }
    expect(await statements(many(1))).toBe(7)
    expect(await statements(many(500))).toBe(7)
  })

  test('folds events of the same entity in their order', async () => {
    const id = randomUUID()
    await hear([paid(id), paid(id), paid(id)])
    expect(await service.countOf(id)).toBe(3)
  })

  test('leaves nothing behind when one announcement does not fit its schema', async () => {
    const [good, bad] = [paid(), { ...paid(), data: { ...paid().data, amount: { minor: 0.5, currency: 'EUR' } } }]
    await expect(hear([good, bad])).rejects.toMatchObject({ name: 'Unprocessable', causeId: bad.id })
    expect(await service.countOf(good.key)).toBeUndefined()
  })
})

describe('an event', () => {
  test('that is heard twice is applied once, within a batch and later', async () => {
    const event = paid()
    const outbox = await service.rowsIn('outbox')
    const { duplicates } = await hear([event, event])
    await hear([event])
    expect(duplicates).toBe(1)
    expect(await service.countOf(event.key)).toBe(1)
    expect(await service.rowsIn('outbox')).toBe((outbox ?? 0) + 1)
  })

  test('that is decided on again elsewhere announces the same ids', async () => {
    const event = paid()
    const other = await tallyService()
    const [here, there] = [
      await hear([event]),
      await other.database.transaction((tx) => react(tx, { causes: [event], spans: [] }, other)),
    ]
    expect(there.announced.map(({ id }) => id)).toEqual(here.announced.map(({ id }) => id))
    await other.database.close()
  })
})

describe('an event that comes before what it is about', () => {
  test.each([
    ['in a batch of its own', (early: Cause, born: Cause) => [[early], [born]]],
    ['in the same batch', (early: Cause, born: Cause) => [[early, born]]],
  ])('waits, %s, and is heard when that is there', async (_, batches) => {
    const born = paid()
    for (const causes of batches(refunded(born.key), born)) await hear(causes)
    expect(await service.countOf(born.key)).toBe(1_001)
    await hear([paid(born.key)])
    expect(await service.countOf(born.key)).toBe(1_002)
  })
})

test('an event and what it is about, heard by two instances at the same moment, do not miss each other', async () => {
  for (let round = 0; round < 40; round++) {
    const born = paid()
    const again = async (causes: readonly Cause[]): Promise<unknown> =>
      hear(causes).catch((error) => (error instanceof Conflict ? again(causes) : Promise.reject(error)))
    await Promise.all([again([born]), again([refunded(born.key)])])
    expect(await service.countOf(born.key)).toBe(1_001)
  }
})

describe('a position', () => {
  const topic = 'some.topic.v1'
  const positionOf = async (partition: number) => {
    const { rows } = await service.database.query<{ at: number }>(
      sql`select next_offset::int as at from positions where topic = ${topic} and partition = ${partition}`,
    )
    return rows[0]?.at
  }

  test('moves with the events before it', async () => {
    await startPositions(service.database, [{ topic, partition: 0, offset: 3 }])
    await hear(many(2), { topic, partition: 0, from: 3, to: 5 })
    expect(await positionOf(0)).toBe(5)
  })

  test('refuses a batch that begins elsewhere, whoever brings it: a zombie changes nothing', async () => {
    await startPositions(service.database, [{ topic, partition: 1, offset: 8 }])
    const event = paid()
    await expect(hear([event], { topic, partition: 1, from: 7, to: 9 })).rejects.toThrow('does not begin where')
    expect(await service.countOf(event.key)).toBeUndefined()
    expect(await positionOf(1)).toBe(8)
  })

  test('of a partition that was heard before does not start over', async () => {
    await startPositions(service.database, [{ topic, partition: 0, offset: 0 }])
    expect(await positionOf(0)).toBe(5)
  })
})

describe('a request', () => {
  test('that is made again gets the same answer, and happens once', async () => {
    const key = randomUUID()
    const [first, again] = [added(key, 5), added(key, 5)]
    const same = { ...again, id: first.id }
    const { answers } = await hear([first, same])
    await hear([{ ...same }])
    expect(answers.get(same)).toEqual(answers.get(first))
    expect(await service.countOf(key)).toBe(5)
  })

  test('that reuses a key with another body is refused', async () => {
    const first = added(randomUUID(), 5)
    const other = { ...added(first.key, 6), id: first.id }
    await hear([first])
    const { answers } = await hear([other])
    expect(answers.get(other)?.refused?.reason).toBe('idempotency-key-reused')
    expect(await service.countOf(first.key)).toBe(5)
  })

  test('that is refused changes nothing, and may be granted later', async () => {
    const no = added(randomUUID(), -1)
    const { answers } = await hear([no])
    expect(answers.get(no)?.refused?.reason).toBe('negative')
    const { answers: later } = await hear([{ ...added(no.key, 2), id: no.id }])
    expect([...later.values()]).toEqual([{}])
  })
})

describe('an intent', () => {
  test('is written down with its decision, and gone with its outcome; the outcome counts once', async () => {
    const event = paid()
    await hear([event])
    const due = (await claimDue(service.database, 'call', 1_000, 5_000)).find(({ entity }) => entity === event.key)
    expect(due).toMatchObject({ body: { why: 'paid' }, attempt: 1 })
    const outcome = {
      ...event,
      id: randomUUID(),
      name: 'call.answered',
      data: { said: 'yes' },
      intentId: due?.id ?? '',
    }
    await hear([outcome, outcome])
    expect(await service.countOf(event.key)).toBe(101)
    const { rowCount } = await service.database.query(sql`select from intents where id = ${due?.id}`)
    expect(rowCount).toBe(0)
  })
})
