import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { arrivalsOf } from './arrivals.fixtures.ts'
import { spawnRelay, startSource } from './running.fixtures.ts'
import { announce, confirmed, openStage, type Stage } from './stage.fixtures.ts'

interface State {
  readonly state: string
  readonly reason?: string
}

const within = 15_000
const timeout = 60_000

test('a second relay waits for the slot, and goes on where the first ends', { timeout }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  const first = await spawnRelay(stage)
  await eventually(async () => expect((await fetch(`${first.url}/health/ready`)).status).toBe(200), { within })
  const second = await spawnRelay(stage)
  await eventually(async () => expect(await stateOf(stage, second.url)).toMatchObject({ state: 'waiting' }), { within })
  expect((await fetch(`${second.url}/health/live`)).status).toBe(200)
  expect((await fetch(`${second.url}/health/ready`)).status).toBe(503)
  expect(second.said()).toContain('another relay follows this outbox')

  await announce(stage, [{}])
  await eventually(() => expect(arrivals).toHaveLength(1), { within })
  await first.end('SIGKILL')
  await announce(stage, [{}])
  await eventually(() => expect(arrivals).toHaveLength(2), { within })
  const caughtUp = async () =>
    expect(await stateOf(stage, second.url)).toMatchObject({ state: 'streaming', lagSeconds: 0 })
  await eventually(caughtUp, { within })
})

test('a relay that stood still wakes up beside its successor and does no harm', { timeout }, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  const sleeper = await spawnRelay(stage)
  await announce(stage, numbered(0, 100))
  await eventually(() => expect(arrivals).toHaveLength(100), { within })

  sleeper.signal('SIGSTOP')
  for (let n = 100; n < 1_100; n += 100) await announce(stage, numbered(n, 100))
  await delay(2_200)
  await takeSlotFromSleeper(stage)
  const successor = startSource(stage)
  await eventually(() => expect(arrivals).toHaveLength(1_100), { within })

  sleeper.signal('SIGCONT')
  await eventually(async () => expect(await stateOf(stage, sleeper.url)).toMatchObject({ state: 'waiting' }), {
    within,
  })
  await announce(stage, numbered(1_100, 100))
  await eventually(() => expect(new Set(arrivals.map(({ value }) => value.toString())).size).toBe(1_200), { within })
  await delay(300)
  expect(arrivals).toHaveLength(1_200)
  expect(successor.state()).toEqual({ name: 'streaming' })
})

/** As Postgres does by itself after wal_sender_timeout, only sooner. */
const takeSlotFromSleeper = (stage: Stage) =>
  eventually(async () => {
    await stage.admin.query('select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = $1', [
      stage.slot,
    ])
    expect((await confirmed(stage)).active).toBe(false)
  })

async function stateOf({ source }: Stage, url: string) {
  const ready = (await (await fetch(`${url}/health/ready`)).json()) as { sources: Record<string, State> }
  return ready.sources[source]
}

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: `order-${index % 7}`,
    payload: Buffer.from(String(from + index)),
  }))
