import './told.fixtures.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onRecord } from '../../test/records.ts'
import { Call, failed, paid, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { callOut } from '../intents/calls.ts'
import type { DueIntent } from '../intents/intent-rows.ts'
import { openLog } from '../log.ts'
import { sql } from '../sql.ts'
import { told } from './told.fixtures.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
let service: TallyService
beforeAll(async () => {
  service = await tallyService()
})
afterAll(() => service.database.close())
beforeEach(() => void told())

const queue = () => batcher({ ...service, log, mostCauses: 100, committed: () => {} })
const span = '00f067aa0ba902b7'
let traces = 0
/** An event of a trace of its own. */
const traced = <Data>(cause: Cause<Data>) => ({
  ...onRecord(cause),
  traceparent: `00-${(++traces).toString(16).padStart(32, 'a')}-${span}-01`,
})
const of = (cause: Cause) => told().filter(({ order }) => order === cause.correlationId)

async function announcedOf({ key }: Cause) {
  const { rows } = await service.database.query<{ traceparent: string }>(
    sql`select traceparent from outbox where aggregateid = ${key}`,
  )
  return rows.map(({ traceparent }) => traceparent)
}

test('an event goes out with the place of its announcement, below what was heard', async () => {
  const event = traced(paid())
  await queue().submit({ causes: [event] })
  const [heard, created, ...others] = of(event)
  expect([heard?.name, created?.name, others]).toEqual([`process ${event.name}`, expect.stringMatching(/^create /), []])
  expect(heard?.below).toBe(span)
  expect(created?.below).toBe(heard?.traceparent.slice(36, 52))
  expect(await announcedOf(event)).toEqual([created?.traceparent])
})

test('of a transaction that is tried again only the last try is told, and that the others failed', async () => {
  const [good, bad] = [traced(paid()), traced(paid())]
  await service.database.query({
    name: 'choke',
    text: `alter table tallies add constraint choke check (id <> '${bad.key}')`,
    values: [],
  })
  await queue().submit({ causes: [good, bad] })
  await service.database.query({ name: 'breathe', text: 'alter table tallies drop constraint choke', values: [] })
  const spans = told()
  expect(spans.filter(({ order }) => order === good.key).map(({ name }) => name)).toHaveLength(2)
  expect(spans.filter(({ name, failed }) => name === 'transaction' && failed).length).toBeGreaterThan(0)
  expect(await announcedOf(good)).toEqual([
    spans.find(({ name, order }) => order === good.key && name.startsWith('create'))?.traceparent,
  ])
  expect(await announcedOf(bad)).toEqual([])
})

test('an event that is parked says why in its trace', async () => {
  const event = traced(failed())
  await queue().submit({ causes: [event] })
  expect(of(event)).toMatchObject([{ name: `process ${event.name}`, failed: 'this cannot be' }])
})

test('an event that comes too early is told once, when it is heard at last', async () => {
  const early = traced(refunded())
  await queue().submit({ causes: [early] })
  expect(of(early)).toEqual([])
  const awaited = traced(paid(early.key))
  await queue().submit({ causes: [awaited] })
  const heard = of(early).filter(({ name }) => name === `process ${early.name}`)
  expect(heard).toMatchObject([{ below: span, traceparent: expect.stringContaining(early.traceparent.slice(3, 35)) }])
})

test('what was heard before has no span, and is counted in that of its transaction', async () => {
  const event = traced(paid())
  await queue().submit({ causes: [event] })
  told()
  await queue().submit({ causes: [event] })
  expect(told()).toMatchObject([{ name: 'transaction', duplicates: 1 }])
})

test('a call that is answered, refused or unanswered is told; one that is put off was not made', async () => {
  const due = ['answered', 'refused', 'unanswered', 'later'].map((key): DueIntent => {
    const { correlationId, traceparent } = traced(paid())
    return { ...call, id: crypto.randomUUID(), key, correlationId, traceparent, attempt: 1 }
  })
  const calls = {
    kind: Call,
    lease: 1_000,
    make: async ([answered, refused, , later]: readonly DueIntent[], report: Parameters<Make>[1]) => {
      if (answered) report.answered(answered, { said: 'yes' })
      if (refused) report.refused(refused, 'never')
      if (later) report.later(later, 60_000)
    },
  }
  await callOut(calls, due, { database: service.database, batcher: queue(), log, dueIn: () => {} })
  const ends = told().filter(({ name }) => name === 'call call')
  expect(ends.map(({ order, failed }) => [order, failed])).toEqual([
    [due[0]?.correlationId, undefined],
    [due[1]?.correlationId, 'never'],
    [due[2]?.correlationId, 'no answer: it is asked for again'],
  ])
})

type Make = Parameters<typeof callOut<{ said: string }>>[0]['make']
const call = { kind: Call.name, entity: crypto.randomUUID(), body: { why: 'paid' } }
