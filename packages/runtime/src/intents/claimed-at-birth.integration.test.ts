import { afterAll, beforeEach, expect, test } from 'vitest'
import { Call, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { type Batcher, batcher } from '../batcher.ts'
import type { Cause } from '../cause.ts'
import { openLog } from '../log.ts'
import { type Reacted, react } from '../react.ts'
import { sql } from '../sql.ts'
import type { Calls } from './calls.ts'
import { type Hand, owe } from './intent-rows.ts'
import { handOver, handsOf, type Worker, worker } from './worker.ts'

const opened: TallyService[] = []
let service: TallyService
beforeEach(async () => {
  service = await tallyService()
  opened.push(service)
})
afterAll(() => Promise.all(opened.map(({ database }) => database.close())))

const hear = (count: number, hand: Hand | undefined): Promise<Reacted> =>
  service.database.transaction((tx) =>
    react(tx, { causes: Array.from({ length: count }, () => paid()), spans: [] }, { ...service, hands: () => hand }),
  )

async function due() {
  const { rows } = await service.database.query<{ attempts: number }>(
    sql`select attempts from intents where due_at <= now()`,
  )
  return rows
}

test('a call is claimed as it is born if a hand is free, and due again when its lease is over', async () => {
  const { claimed } = await hear(3, { room: 5, lease: 60_000 })
  expect(claimed).toMatchObject(
    Array.from({ length: 3 }, () => ({ kind: Call.name, attempt: 1, body: { why: 'paid' } })),
  )
  expect(await due()).toEqual([])
  await service.database.query(sql`update intents set due_at = now()`)
  expect(await due()).toEqual(Array.from({ length: 3 }, () => ({ attempts: 1 })))
})

test('what a hand cannot hold waits to be looked for', async () => {
  const { claimed } = await hear(5, { room: 2, lease: 60_000 })
  expect(claimed).toHaveLength(2)
  expect(await due()).toEqual(Array.from({ length: 3 }, () => ({ attempts: 0 })))
})

test('a call that is owed already is not begun again', async () => {
  const intent = Call.of({ key: 'once', entity: 'order', body: { why: 'paid' } })
  const begin = () =>
    service.database.transaction((tx) => owe(tx, [{ intent, cause: paid() }], () => ({ room: 5, lease: 60_000 })))
  expect([(await begin()).length, (await begin()).length]).toEqual([1, 0])
})

/** The attempts of the calls that have begun by the time that these are committed, as they travel together. */
async function callsMadeFor(causes: readonly Cause[], manners: Pick<Calls<unknown, unknown>, 'atOnce' | 'together'>) {
  const made: number[][] = []
  const workers: Worker[] = []
  const log = openLog('test', { instance: '1', level: 'silent' })
  const queue: Batcher = batcher({
    ...service,
    log,
    mostCauses: 1_000,
    hands: handsOf(workers),
    committed: (reacted) => handOver(reacted, workers),
  })
  const make = (intents: readonly { attempt: number }[]) => {
    made.push(intents.map(({ attempt }) => attempt))
    return Promise.resolve()
  }
  const calls = { kind: Call, lease: 60_000, make, ...manners }
  workers.push(worker(calls, { database: service.database, batcher: queue, log }))
  for (const { start } of workers) start()
  await queue.submit({ causes })
  const begun = [...made]
  await Promise.all(workers.map(({ stop }) => stop()))
  return begun
}

test('claimed calls are made without looking for them', async () => {
  expect(await callsMadeFor([paid(), paid()], {})).toEqual([[1, 1]])
})

test('all free hands are filled at once, each with what may travel together', async () => {
  const heard = Array.from({ length: 7 }, () => paid())
  expect(await callsMadeFor(heard, { atOnce: 3, together: 2 })).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
  ])
})

test('a worker that was stopped meanwhile gives claimed calls back', async () => {
  const log = openLog('test', { instance: '1', level: 'silent' })
  const queue = batcher({ ...service, log, mostCauses: 1, committed: () => {} })
  const stopped = worker(
    { kind: Call, lease: 60_000, make: () => expect.unreachable() },
    { database: service.database, batcher: queue, log },
  )
  const { claimed } = await hear(2, { room: 5, lease: 60_000 })
  stopped.take([...claimed])
  await stopped.stop()
  expect(await due()).toEqual([{ attempts: 0 }, { attempts: 0 }])
})
