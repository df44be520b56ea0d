import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, onTestFinished, test } from 'vitest'
import { arrivalsOf } from './arrivals.fixtures.ts'
import { lagReader } from './lag.ts'
import { openMetrics } from './metrics.ts'
import { loseSlot, rebuildOf } from './rebuild/rebuild.fixtures.ts'
import { spawnRelay, startSource } from './running.fixtures.ts'
import { announce, openStage } from './stage.fixtures.ts'

const within = 15_000

test('a missing slot halts the source, says what to do, and nothing is relayed', async () => {
  const stage = await openStage({ without: 'slot' })
  await announce(stage, [{}])
  const relay = await spawnRelay(stage)
  await eventually(() => expect(relay.said()).toContain(`the replication slot \\"${stage.slot}\\" does not exist`), {
    within,
  })
  expect(relay.said()).toContain('services/relay/README.md')
  const ready = await fetch(`${relay.url}/health/ready`)
  expect([ready.status, await ready.json()]).toMatchObject([503, { sources: { [stage.source]: { state: 'halted' } } }])
  expect((await fetch(`${relay.url}/health/live`)).status).toBe(200)
})

test('after a rebuild, everything that was announced is there, and relaying goes on by itself', async () => {
  const stage = await openStage({ without: 'slot' })
  await announce(stage, [{ payload: Buffer.from('before') }])
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
  await rebuildOf(stage)
  const arrivals = await arrivalsOf(stage)
  await eventually(() => expect(arrivals.map(({ value }) => value.toString())).toEqual(['before']), { within })
  await eventually(() => expect(source.state()).toEqual({ name: 'streaming' }), { within })
})

test('a slot that is gone or kept back is seen in the metrics, and how long it has been', async () => {
  const stage = await openStage()
  const lag = lagReader([stage.settings])
  onTestFinished(async () => void (await lag.close()))
  const { registry } = openMetrics(lag.read)
  const metrics = () => registry.metrics()
  expect(await metrics()).toMatch(/^relay_slot_lost.* 0$/m)
  await announce(stage, [{ payload: randomBytes(100_000) }])
  await eventually(async () => expect(await metrics()).toMatch(/^relay_lag_bytes.* \d{6,}$/m))
  await eventually(async () => expect(await metrics()).toMatch(/^relay_lag_seconds.* [1-9]/m))
  expect(await metrics()).toMatch(/^relay_slot_safe_bytes.* \d+$/m)
  await loseSlot(stage)
  expect(await metrics()).toMatch(/^relay_slot_lost.* 1$/m)
})

test('a missing publication halts the source', async () => {
  const stage = await openStage()
  await stage.admin.query('drop publication outbox')
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
  expect(source.state()).toMatchObject({ reason: expect.stringContaining('publication "outbox"') })
})

test('a publication that goes while the relay streams halts it before it confirms what Postgres left out', async () => {
  const stage = await openStage()
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  await stage.admin.query('drop publication outbox')
  await announce(stage, [{}])
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
  const { rows } = await stage.admin.query(
    `select confirmed_flush_lsn < pg_current_wal_lsn() as behind from pg_replication_slots where slot_name = $1`,
    [stage.slot],
  )
  expect(rows).toEqual([{ behind: true }])
})

test('one source that is halted does not stop another', async () => {
  const [broken, whole] = await Promise.all([openStage({ without: 'slot' }), openStage()])
  const prefix = `RELAY_${whole.source.toUpperCase()}`
  const relay = await spawnRelay(broken, {
    RELAY_SOURCES: `${broken.source},${whole.source}`,
    [`${prefix}_DATABASE_URL`]: whole.settings.databaseUrl,
    [`${prefix}_KAFKA_USERNAME`]: whole.settings.username,
    [`${prefix}_KAFKA_PASSWORD`]: whole.settings.password,
  })
  const arrivals = await arrivalsOf(whole)
  await announce(whole, [{}])
  await eventually(() => expect(arrivals).toHaveLength(1), { within })
  await delay(100)
  expect(await (await fetch(`${relay.url}/health/ready`)).json()).toMatchObject({
    sources: { [broken.source]: { state: 'halted' }, [whole.source]: { state: 'streaming' } },
  })
})
