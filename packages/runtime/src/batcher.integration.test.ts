import { randomUUID } from 'node:crypto'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { added, failed, paid, type TallyService, tallyService } from '../test/tally.ts'
import { batcher } from './batcher.ts'
import { openDatabase } from './database.ts'
import { openLog } from './log.ts'
import { startPositions } from './positions.ts'
import { sql } from './sql.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
let service: TallyService
const sizes: number[] = []
beforeAll(async () => {
  service = await tallyService()
})
afterAll(() => service.database.close())

const open = (mostCauses = 1_000) =>
  batcher({ ...service, log, mostCauses, committed: (_, causes) => sizes.push(causes) })

test('what arrives while one transaction commits goes into the next one together', async () => {
  const queue = open()
  sizes.length = 0
  const first = queue.submit({ causes: [paid()] })
  await new Promise((resolve) => setImmediate(resolve))
  await Promise.all([first, ...Array.from({ length: 40 }, () => queue.submit({ causes: [paid()] }))])
  expect(sizes).toEqual([1, 40])
})

test('a batch takes no more than it may', async () => {
  const queue = open(10)
  sizes.length = 0
  await Promise.all(Array.from({ length: 25 }, () => queue.submit({ causes: [paid()] })))
  expect(sizes).toEqual([10, 10, 5])
})

test('one that cannot be processed is found, and all others are committed', async () => {
  const queue = open()
  const good = Array.from({ length: 20 }, () => paid())
  const bad = failed()
  const results = await Promise.allSettled(
    [...good.slice(0, 7), bad, ...good.slice(7)].map((cause) => queue.submit({ causes: [cause] })),
  )
  expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { causeId: bad.id } }])
  for (const { key } of good) expect(await service.countOf(key)).toBe(1)
})

test('a batch that begins elsewhere is told so, and does not take the others with it', async () => {
  await startPositions(service.database, [{ topic: 'other.topic.v1', partition: 0, offset: 4 }])
  const queue = open()
  const [stale, fresh] = [paid(), paid()]
  const [no, yes] = await Promise.allSettled([
    queue.submit({ causes: [stale], span: { topic: 'other.topic.v1', partition: 0, from: 2, to: 3 } }),
    queue.submit({ causes: [fresh], span: { topic: 'other.topic.v1', partition: 0, from: 4, to: 5 } }),
  ])
  expect(no).toMatchObject({ status: 'rejected', reason: { name: 'PositionsMoved' } })
  expect(yes.status).toBe('fulfilled')
  expect(await service.countOf(stale.key)).toBeUndefined()
})

test('a connection that dies in mid-transaction costs nothing but time', async () => {
  const queue = open()
  const work = Array.from({ length: 30 }, () => paid())
  const done = Promise.all(work.map((cause) => queue.submit({ causes: [cause] })))
  const admin = openDatabase({ url: service.place.adminUrl })
  await admin.query(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${service.place.name} and pid <> pg_backend_pid()
  `)
  await admin.close()
  await done
  for (const { key } of work) await eventually(async () => expect(await service.countOf(key)).toBe(1))
  expect(queue.failingSince()).toBeUndefined()
})

test('two instances that change the same entity at once lose nothing', async () => {
  const key = randomUUID()
  const [one, other] = [open(), open()]
  await Promise.all(
    Array.from({ length: 60 }, (_, turn) => (turn % 2 ? one : other).submit({ causes: [added(key, 1)] })),
  )
  expect(await service.countOf(key)).toBe(60)
})

test('idle waits for what is in hand', async () => {
  const queue = open()
  const cause = paid()
  void queue.submit({ causes: [cause] })
  await queue.idle()
  expect(await service.countOf(cause.key)).toBe(1)
})
