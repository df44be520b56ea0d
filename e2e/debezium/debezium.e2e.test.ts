import { setTimeout as sleep } from 'node:timers/promises'
import { compose } from '@saga-shop/compose'
import { eventually } from '@saga-shop/testing'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { describe as inWords, judge } from '../judge/index.ts'
import { allEnd, placeMixed } from '../stories/mixed-orders.ts'
import { processOf, shop, stack } from '../stories/shop.ts'
import { lateProduct } from './backlog.ts'

const debezium = inject('shopProject')
const ours = { ...debezium, files: ['docker-compose.yml'] }

/** What carries the outboxes is replaced by what these files say, on the same data. */
const carriedBy = (project: typeof debezium) => compose(project, 'up', ['--wait', '--no-deps', 'relay'])

async function judged(options: { readonly repeats: boolean }) {
  const verdict = await judge(stack, { wait: 60, ...options })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
}

test('what our relay had left undone is carried first', async () => {
  await eventually(
    async () => expect(await shop.offers()).toContainEqual(expect.objectContaining({ id: lateProduct.id })),
    {
      within: 20_000,
    },
  )
})

test('mixed orders end, and the judge finds every promise kept', async () => {
  await allEnd(await placeMixed(24))
  await judged({ repeats: false })
})

test('a quiet outbox beside busy tables does not hold back the log', async () => {
  const before = await slotOfEmail('pg_current_wal_lsn()')
  await allEnd(await placeMixed(6))
  await eventually(async () => expect(await slotOfEmail('confirmed_flush_lsn', before)).toBe(true), {
    within: 40_000,
    every: 1_000,
  })
})

test('kill -9 of Connect amid orders loses none; what it says twice, nobody hears twice', async () => {
  const placing = await placeMixed(24, 50)
  await sleep(500)
  await processOf('relay').kill()
  await processOf('relay').start()
  await allEnd(placing)
  await judged({ repeats: true })
})

test('our relay takes over amid orders, and gives back: none is lost', async () => {
  const first = await placeMixed(12, 100)
  await carriedBy(ours)
  await allEnd(first)
  const second = await placeMixed(12, 100)
  await carriedBy(debezium)
  await allEnd(second)
  await judged({ repeats: true })
})

/** The email service announces nothing: only heartbeats move its slot. */
async function slotOfEmail(column: string, past?: unknown) {
  const client = new pg.Client(stack.postgres.email.url('judge'))
  await client.connect()
  const asked = past === undefined ? `${column} as found` : `${column} > $1::pg_lsn as found`
  const { rows } = await client.query(
    `select ${asked} from pg_replication_slots where slot_name = 'relay_email'`,
    past === undefined ? [] : [past],
  )
  await client.end()
  return rows[0]?.found
}
