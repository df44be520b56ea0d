import { eventually } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { arrivalsOf } from './arrivals.fixtures.ts'
import { ownPostgres } from './own-parts.fixtures.ts'
import { startSource } from './running.fixtures.ts'
import { announce, openStage } from './stage.fixtures.ts'

const within = 20_000
const timeout = 90_000

const durable = await ownPostgres({ fsync: 'on', synchronous_commit: 'on' })
const stingy = await ownPostgres({ max_slot_wal_keep_size: '1MB', max_wal_size: '32MB', min_wal_size: '32MB' })

test('Postgres that restarts in mid-flow: said, retried, nothing lost, nothing twice', { timeout }, async () => {
  const stage = await openStage({ database: durable })
  const source = startSource(stage)
  const arrivals = await arrivalsOf(stage)
  await announce(stage, numbered(0, 1_000))
  await durable.process.kill()
  await eventually(() => expect(source.state().name).toBe('retrying'), { within })
  await durable.process.restart()
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  await eventually(() => expect(arrivals).toHaveLength(1_000), { within })
})

test('log that Postgres threw away halts the source', { timeout }, async () => {
  const stage = await openStage({ database: stingy })
  await announce(stage, [{}])
  for (let n = 0; n < 4; n++)
    await stage.admin.query('select pg_switch_wal(), pg_logical_emit_message(false, $1, $2)', [
      'x',
      'x'.repeat(1_000_000),
    ])
  await stage.admin.query('checkpoint')
  const source = startSource(stage)
  await eventually(
    () => expect(source.state()).toMatchObject({ name: 'halted', reason: expect.stringContaining('removed log') }),
    { within },
  )
})

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `order-${index}`, payload: Buffer.from(String(from + index)) }))
