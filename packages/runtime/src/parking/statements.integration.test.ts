import { OrderPaymentProcessed } from '@saga-shop/contracts'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { onRecord, recordOf } from '../../test/records.ts'
import { added, Call, paid, refunded, type TallyService, tallies, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { openServer } from '../http/server.ts'
import { openLog } from '../log.ts'
import { readPositions, startPositions } from '../positions.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const { topic } = OrderPaymentProcessed
let service: TallyService
beforeEach(async () => {
  service = await tallyService()
})
afterEach(() => service.database.close())

const open = () => batcher({ ...service, log, mostCauses: 1_000, committed: () => {} })
const positionOf = async (partition: number) =>
  (await readPositions(service.database)).find((position) => position.partition === partition)?.offset

/** From now on the database refuses tallies of these orders. */
const forbid = (...orders: string[]) =>
  service.database.query({
    name: '',
    text: `alter table tallies add check (id <> all('{${orders.join()}}'))`,
    values: [],
  })

/** So many events of one partition, as one fetch brings them. */
async function fetched(partition: number, count: number) {
  await startPositions(service.database, [{ topic, partition, offset: 0 }])
  const causes = Array.from({ length: count }, (_, offset): Cause => {
    const cause = paid()
    return { ...cause, record: recordOf(cause, offset, partition) }
  })
  return { causes, span: { topic, partition, from: 0, to: count } }
}

describe('an event that a constraint refuses', () => {
  test.each([
    ['alone', 1, [0]],
    ['first', 8, [0]],
    ['last', 8, [7]],
    ['one of many', 100, [37]],
    ['several of them', 50, [3, 4, 31]],
  ])('%s is parked, and all others are heard', async (_, count, at) => {
    const work = await fetched(0, count)
    const bad = at.map((index) => work.causes[index]?.key ?? '')
    await forbid(...bad)
    await open().submit(work)
    expect(await service.parked()).toMatchObject(
      bad.map((key) => ({ key, reason: expect.stringMatching(/check constraint/) })),
    )
    expect(await service.rowsIn('tallies')).toBe(count - bad.length)
    expect(await positionOf(0)).toBe(count)
  })

  test('keeps its partition’s neighbours in their order, and no request waits for it', async () => {
    const works = await Promise.all([fetched(0, 20), fetched(1, 20), fetched(2, 20)])
    const bad = works[1]?.causes[11]?.key ?? ''
    await forbid(bad)
    const queue = open()
    const request = added(works[0]?.causes[0]?.key ?? '', 5)
    await Promise.all([...works.map((work) => queue.submit(work)), queue.submit({ causes: [request] })])
    expect(await service.parked()).toMatchObject([{ key: bad, offset: 11 }])
    expect(await service.rowsIn('tallies')).toBe(59)
    expect(await Promise.all([0, 1, 2].map(positionOf))).toEqual([20, 20, 20])
  })

  test('costs a number of transactions that grows with the number of halves, not of events', async () => {
    const work = await fetched(0, 512)
    await forbid(work.causes[300]?.key ?? '')
    const before = service.database.counts.transactions
    await open().submit(work)
    expect(service.database.counts.transactions - before).toBeLessThan(2 * 10 + 2)
  })
})

describe('an event that waited for its order, and that nothing can be done with,', () => {
  const early = async () => {
    const born = onRecord(paid())
    const waiting = onRecord(refunded(born.key))
    await open().submit({ causes: [waiting] })
    return { born, waiting }
  }

  test('is parked itself when a constraint refuses it, and what woke it is heard', async () => {
    const { born, waiting } = await early()
    await service.database.query({
      name: '',
      text: `alter table tallies add check ((state ->> 'count')::int < 1000)`,
      values: [],
    })
    await open().submit({ causes: [born, onRecord(paid())] })
    expect(await service.parked()).toMatchObject([
      { event_id: waiting.id, reason: expect.stringMatching(/check constraint/) },
    ])
    expect(await service.countOf(born.key)).toBe(1)
    expect(await service.rowsIn('tallies')).toBe(2)
  })

  test('is parked itself when what follows from it fails', async () => {
    const { born, waiting } = await early()
    const follow = (_: unknown, __: unknown, { count }: { count: number }) => {
      if (count >= 1_000) throw new Error('that many cannot follow')
      return []
    }
    const store = { ...tallies, follow }
    const reactions = new Map([...service.reactions].map(([name, reaction]) => [name, { ...reaction, store }]))
    await batcher({ ...service, reactions: reactions as never, log, mostCauses: 10, committed: () => {} }).submit({
      causes: [born],
    })
    expect(await service.parked()).toMatchObject([{ event_id: waiting.id, reason: 'that many cannot follow' }])
    expect(await service.countOf(born.key)).toBe(1)
  })
})

test('a request that a constraint refuses fails alone', async () => {
  const [good, bad] = [added(paid().key, 1), added(paid().key, 1)]
  await forbid(bad.key)
  const queue = open()
  const results = await Promise.allSettled([good, bad].map((cause) => queue.submit({ causes: [cause] })))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(await service.parked()).toEqual([])
})

test('a request whose decision throws fails alone, with a trace that the log has, too', async () => {
  const lines: string[] = []
  const talking = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) })
  const chokes = new Map(service.reactions)
  const bad = added(paid().key, 1)
  const reaction = chokes.get(bad.name)
  if (!reaction) throw new Error('it reacts to requests')
  chokes.set(bad.name, {
    ...reaction,
    decide: (state, heard, facts) => {
      if (heard.key === bad.key) throw new Error('nobody thought of this')
      return reaction.decide(state, heard, facts)
    },
  })
  const queue = batcher({ ...service, reactions: chokes, log, mostCauses: 1_000, committed: () => {} })
  const app = await openServer({ name: 'tally', description: '', log: talking })
  app.post('/add/:key', async ({ params }) => {
    const { key } = params as { key: string }
    const cause = added(key, 1)
    return { answered: (await queue.submit({ causes: [cause] })).has(cause) }
  })
  const answers = await Promise.all(
    [paid().key, bad.key, paid().key].map((key) => app.inject({ method: 'POST', url: `/add/${key}` })),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 500, 200])
  const trace = answers[1]?.json().detail.match(/trace ([\da-f-]{36})/)?.[1]
  expect(lines.join()).toContain(trace)
  expect(lines.join()).toContain('nobody thought of this')
  await app.close()
})

test('a table that is missing is nobody’s fault: the batch waits until it is back', async () => {
  const queue = open()
  const rename = (from: string, to: string) =>
    service.database.query({ name: '', text: `alter table ${from} rename to ${to}`, values: [] })
  await rename('tallies', 'elsewhere')
  const cause = onRecord(paid())
  const done = queue.submit({ causes: [cause] })
  await expect.poll(() => queue.failingSince()).toBeDefined()
  await rename('elsewhere', 'tallies')
  await done
  expect(await service.parked()).toEqual([])
  expect(await service.countOf(cause.key)).toBe(1)
})

describe('an outcome', () => {
  const outcomeOf = async (event: Cause, queue = open()) => {
    await queue.submit({ causes: [event] })
    const { rows } = await service.database.query<{ id: string }>({
      name: '',
      text: 'select id from intents where entity_id = $1',
      values: [event.key],
    })
    return { ...event, id: event.id, name: Call.answered.name, data: { said: 'yes' }, intentId: rows[0]?.id ?? '' }
  }
  const parkedCalls = async () =>
    (
      await service.database.query<{ parked: string; outcome: unknown; due_at: number }>({
        name: '',
        text: 'select parked, outcome, due_at from intents where parked is not null',
        values: [],
      })
    ).rows

  test('that its decision chokes on parks its call with what is known, and nobody makes that again', async () => {
    const [good, bad] = [await outcomeOf(onRecord(paid())), await outcomeOf(onRecord(paid()))]
    const chokes = new Map(service.reactions)
    const answered = chokes.get(Call.answered.name)
    if (!answered) throw new Error('it reacts to this')
    chokes.set(Call.answered.name, {
      ...answered,
      decide: (state, heard, facts) => {
        if (heard.key === bad.key) throw new Error('never heard of it')
        return answered.decide(state, heard, facts)
      },
    })
    const queue = batcher({ ...service, reactions: chokes, log, mostCauses: 1_000, committed: () => {} })
    await Promise.all([good, bad].map((outcome) => queue.submit({ causes: [outcome] })))
    expect(await service.countOf(good.key)).toBe(101)
    expect(await parkedCalls()).toEqual([
      { parked: 'never heard of it', outcome: { said: 'yes' }, due_at: Number.POSITIVE_INFINITY },
    ])
  })

  test('that a constraint refuses parks its call, too', async () => {
    const outcome = await outcomeOf(onRecord(paid()))
    await service.database.query({
      name: '',
      text: `alter table tallies add check ((state ->> 'count')::int < 100)`,
      values: [],
    })
    await open().submit({ causes: [outcome] })
    expect(await parkedCalls()).toMatchObject([{ parked: expect.stringMatching(/check constraint/) }])
  })
})
