import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import pg from 'pg'
import { expect, test } from 'vitest'
import { arrivalsOf } from '../arrivals.fixtures.ts'
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
  expect(command.said()).toContain('run this with --restored')
  const source = startSource(stage)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
})

test('what a restored database has forgotten is taken back: announced again, it is recognised', {
  timeout,
}, async () => {
  const stage = await openStage()
  const arrivals = await arrivalsOf(stage)
  await relayed(stage, arrivals, numbered(0, 20))
  const before = await outboxOf(stage)
  await forgetSince(stage, 10)
  await loseSlot(stage)
  await announce(stage, numbered(20, 5)) // came after the restore, and is nowhere yet
  expect(await rebuildOf(stage, true)).toMatchObject({ takenBack: 10, announced: 5 })
  expect((await outboxOf(stage)).filter(({ n }) => n < 20)).toEqual(before)

  const source = startSource(stage)
  await stage.owner.query(`insert into outbox (id, aggregatetype, aggregateid, type, topic, payload, source, subject, correlationid, causationid)
    select id, aggregatetype, aggregateid, type, topic, 'said otherwise', source, subject, correlationid, causationid
    from outbox on conflict (id) do nothing`)
  await announce(stage, numbered(25, 5))
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(30), { within })
  await delay(300)
  expect(arrivals.map(({ value }) => Number(value.toString())).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, n) => n),
  )
  expect(source.state().name).toBe('streaming')
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
  await putBack()

  const restored = await reconnect(stage)
  for (let n = 20; n < 60; n += 10) await announce(restored, numbered(n, 10))
  const source = startSource(restored)
  await eventually(() => expect(source.state().name).toBe('halted'), { within })
  expect(source.state()).toMatchObject({ reason: expect.stringContaining('restored from a backup') })
  expect(await rebuildOf(restored, true)).toMatchObject({ takenBack: 10, announced: 40 })
  await eventually(() => expect(source.state().name).toBe('streaming'), { within })
  await announce(restored, numbered(60, 10))
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(70), { within })
  await delay(300)
  expect(arrivals.map(({ value }) => Number(value.toString())).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 70 }, (_, n) => n),
  )
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
  await relayed(stage, arrivals, numbered(3, 1))
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

/** As if the backup had been made before event number `n`. */
const forgetSince = ({ owner }: Stage, n: number) =>
  owner.query(`delete from outbox where convert_from(payload, 'utf8')::int >= $1`, [n])

const outboxOf = async ({ owner }: Stage) => {
  const { rows } = await owner.query<{ n: number }>(
    `select convert_from(payload, 'utf8')::int as n, id, aggregatetype, aggregateid, type, topic, source, subject, correlationid,
       causationid, date_trunc('milliseconds', time) as time from outbox order by 1`,
  )
  return rows
}

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
