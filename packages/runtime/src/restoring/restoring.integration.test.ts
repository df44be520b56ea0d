import { randomUUID } from 'node:crypto'
import { OrderValidated } from '@saga-shop/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announcement } from '../../test/announcement.ts'
import { paid, type TallyService, tallies, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import { becomes, command, reactsWith } from '../index.ts'
import { claimDue } from '../intents/intent-rows.ts'
import { openLog } from '../log.ts'
import { sql } from '../sql.ts'
import { doubtCalls, keepRecollections, keepReplays, putBackAnnounced } from './put-back.ts'
import { recollect, recollects } from './recollection.ts'
import { markParked, openReplay } from './replay.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const topic = 'payment.order-payment-processed.v1'
let service: TallyService
beforeAll(async () => {
  service = await tallyService()
})
afterAll(() => service.database.close())

const queue = (reactions = service.reactions) =>
  batcher({ ...service, reactions, log, mostCauses: 100, committed: () => {} })
const record = { topic, partition: 0, timestamp: 0, key: null, value: null, headers: {} }

test('calls that follow from what is heard again wait until all of it was heard, and then count as made before', async () => {
  await service.database.transaction((tx) => keepReplays(tx, [{ topic, partition: 0, end: 5 }]))
  const replay = openReplay(service.database, log)
  await replay.start()
  expect(replay.isOver).toBe(false)
  const [again, first] = replay.mark([
    { ...paid(), record: { ...record, offset: 4 } },
    { ...paid(), record: { ...record, offset: 5 } },
  ])
  await queue().submit({ causes: [again, first].flatMap((cause) => cause ?? []) })
  expect(await claimDue(service.database, 'call', 10, 1_000)).toEqual([])

  await service.database.query(sql`insert into positions (topic, partition, next_offset) values (${topic}, 0, 5)`)
  await expect.poll(() => replay.isOver).toBe(true)
  const parked = await markParked(service.database, { ...paid(), record: { ...record, offset: 4 } })
  const later = await markParked(service.database, { ...paid(), record: { ...record, offset: 5 } })
  expect([parked.replayed, later.replayed]).toEqual([true, undefined])
  const due = await claimDue(service.database, 'call', 10, 1_000)
  expect(new Map(due.map(({ entity, attempt }) => [entity, attempt]))).toEqual(
    new Map([
      [again?.key, 2],
      [first?.key, 1],
    ]),
  )
})

test('calls that the backup owed count as made before', async () => {
  const cause = paid()
  await queue().submit({ causes: [cause] })
  await service.database.transaction(doubtCalls)
  const due = await claimDue(service.database, 'call', 10, 1_000)
  expect(due.find(({ entity }) => entity === cause.key)?.attempt).toBe(2)
})

test('a database is told once how far the log went, and nothing where it stands at the end', async () => {
  const ends = [
    { topic, partition: 0, end: 5 },
    { topic, partition: 1, end: 7 },
  ]
  const tell = () => service.database.transaction((tx) => keepReplays(tx, ends))
  expect(await tell()).toBe(7)
  expect(await tell()).toBe(7)
  const { rows } = await service.database.query(sql`select partition, until_offset::int as until from replays`)
  expect(rows).toEqual([{ partition: 1, until: 7 }])
  await service.database.query(sql`delete from replays`)
})

test('what was asked for is decided once more under its old id, and not announced again', async () => {
  const again = command<{ readonly orderId: string }>('again')
  const orderId = randomUUID()
  const fact = OrderValidated.of({ orderId, customerId: orderId, total, cardToken: 'card', validatedAt: 1 })
  const event = announcement(fact, randomUUID())
  await service.database.transaction(async (tx) => {
    expect(await putBackAnnounced(tx, [event])).toHaveLength(1)
    expect(await putBackAnnounced(tx, [event])).toHaveLength(0)
    await keepRecollections(tx, [event])
  })
  const [reaction] = [
    reactsWith(tallies)(again, (tally, { key }) => becomes({ id: key, count: (tally?.count ?? 0) + 1 }, fact)),
  ]
  const known = queue(new Map([[again.name, reaction]]))
  const recollections = [recollects(OrderValidated, again, ({ orderId }) => ({ orderId }))]
  await recollect(service.database, known, recollections)
  await recollect(service.database, known, recollections)
  expect(await service.countOf(orderId)).toBe(1)
  const { rows } = await service.database.query(sql`select id from outbox where aggregateid = ${orderId}`)
  expect(rows).toEqual([{ id: event.id }])
})

const total = { minor: 1290, currency: 'EUR' }
