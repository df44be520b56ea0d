import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import pg from 'pg'
import { expect, test } from 'vitest'
import { type Arrival, arrivalsOf } from '../arrivals.fixtures.ts'
import { ownPostgres } from '../own-parts.fixtures.ts'
import { startSource } from '../running.fixtures.ts'
import { announce, openStage, type Stage } from '../stage.fixtures.ts'
import { loseSlot, numbered, rebuildOf, relayed, spawnRebuild } from './rebuild.fixtures.ts'

const within = 60_000
const timeout = 180_000

const files = await ownPostgres({})

test('a restored database: the relay halts, and says so, as long as topics hold events that it has forgotten', {
  timeout,
}, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await relayed(stage, arrivals, numbered(0, 20))
  await forgetSince(stage, 10)
  await loseSlot(stage)
  await expect(rebuildOf(stage)).rejects.toThrow('10 events stand on the topics and not in the outbox')
  const command = spawnRebuild(stage)
  expect(await command.exited()).toBe(1)
  expect(command.said()).toContain(`npm run restored -- ${stage.source}`)
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
})

test('once it knows again what it had announced, relaying goes on, and announces nothing twice', {
  timeout,
}, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await relayed(stage, arrivals, numbered(0, 20))
  const putBack = await forgetSince(stage, 10)
  await loseSlot(stage)
  await announce(stage, numbered(20, 5)) // came after the restore, and is nowhere yet
  await putBack()
  expect(await rebuildOf(stage)).toMatchObject({ announced: 5 })
  await relayed(stage, arrivals, numbered(25, 5))
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(30), { within })
  await delay(300)
  expect(numbersOf(arrivals)).toEqual(Array.from({ length: 30 }, (_, n) => n))
})

test('files put back from a cold copy write other events at the same places: the relay notices, and loses none', {
  timeout,
}, async () => {
  const stage = await openStage({ database: files })
  const arrivals = await arrivalsOf(stage)
  await relayed(stage, arrivals, numbered(0, 10))
  const putBack = await coldCopy(stage)
  const reopened = await reconnect(stage)
  await relayed(reopened, arrivals, numbered(10, 10))
  const forgotten = await rowsOf(reopened)
  await putBack()

  const restored = await reconnect(stage)
  for (let n = 20; n < 60; n += 10) await announce(restored, numbered(n, 10))
  const source = startSource(restored)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
  expect(source.state()).toMatchObject({ reason: expect.stringContaining('restored from a backup') })
  await expect(rebuildOf(restored)).rejects.toThrow('10 events stand on the topics and not in the outbox')
  await insertRows(restored, forgotten)
  expect(await rebuildOf(restored)).toMatchObject({ announced: 40 })
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  await announce(restored, numbered(60, 10))
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(70), { within })
  await delay(300)
  expect(numbersOf(arrivals)).toEqual(Array.from({ length: 70 }, (_, n) => n))
})

test('a dry run counts what is missing, exits with 1 when something is, and changes nothing', { timeout }, async () => {
  const stage = await openStage()
  await announce(stage, numbered(0, 3))
  const run = spawnRebuild(stage, stage.source, '--dry-run')
  expect(await run.exited()).toBe(1)
  expect(run.said()).toContain('3 events are missing on the topics, 0 in the outbox')
  const { rows } = await stage.admin.query('select number from relay_rebuilds')
  expect(rows).toEqual([])

  const arrivals = await arrivalsOf(stage)
  const source = startSource(stage)
  await eventually(() => expect(arrivals).toHaveLength(3), { within })
  await source.stop()
  expect(await spawnRebuild(stage, '--all', '--dry-run').exited()).toBe(0)
})

test('wrong usage ends with 64, and says how to use it', async () => {
  const stage = await openStage({ without: 'topics' })
  const runs = [spawnRebuild(stage, 'nobody'), spawnRebuild(stage, '--all', stage.source), spawnRebuild(stage, '--x')]
  for (const run of runs) {
    expect(await run.exited()).toBe(64)
    expect(run.said()).toContain('npm run relay:rebuild')
  }
})

/** As if the backup had been made before event number `n`; resolves with what puts the rest back, as `npm run restored` would. */
async function forgetSince(stage: Stage, n: number): Promise<() => Promise<unknown>> {
  const rows = await rowsOf(stage)
  await stage.owner.query(`delete from outbox where convert_from(payload, 'utf8')::int >= $1`, [n])
  return () => insertRows(stage, rows)
}

async function rowsOf({ owner }: Stage): Promise<string> {
  const { rows } = await owner.query('select json_agg(outbox order by position) as rows from outbox')
  return JSON.stringify(rows[0].rows)
}

const insertRows = ({ owner }: Stage, rows: string) =>
  owner.query(
    `insert into outbox overriding user value select * from json_populate_recordset(null::outbox, $1::json) on conflict (id) do nothing`,
    [rows],
  )

const numbersOf = (arrivals: readonly Arrival[]) =>
  arrivals.map(({ value }) => Number(value.toString())).toSorted((one, other) => one - other)

/** Copies the files of the stopped cluster, and returns what puts them back. */
async function coldCopy({ owner, admin }: Stage): Promise<() => Promise<void>> {
  const { rows } = await admin.query<{ data_directory: string }>('show data_directory')
  const folder = rows[0]?.data_directory ?? ''
  await Promise.all([owner.end(), admin.end()])
  await files.process.stop()
  execFileSync('cp', ['-a', folder, `${folder}.copy`])
  await files.process.restart()
  return async () => {
    await files.process.kill()
    execFileSync('rm', ['-rf', folder])
    execFileSync('mv', [`${folder}.copy`, folder])
    await files.process.restart()
  }
}

/** The same stage after its Postgres was away. */
async function reconnect(stage: Stage): Promise<Stage> {
  const [owner, admin] = [new pg.Client(files.url), new pg.Client(files.adminUrl)]
  for (const client of [owner, admin]) {
    client.on('error', () => {})
    await client.connect()
  }
  return { ...stage, owner, admin }
}
