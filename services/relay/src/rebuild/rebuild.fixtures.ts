import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { eventually } from '@saga-shop/testing'
import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import type { Arrival } from '../arrivals.fixtures.ts'
import { handleOf, startSource } from '../running.fixtures.ts'
import { type Announcement, announce, type Stage } from '../stage.fixtures.ts'
import { rebuild } from './rebuild.ts'

/** Events that say their number, of seven orders on both topics. */
export const numbered = (from: number, count: number): Announcement[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `order-${(from + index) % 7}`,
    payload: Buffer.from(String(from + index)),
  }))

/** Announces, and lets a relay carry it. */
export async function relayed(stage: Stage, arrivals: readonly Arrival[], events: readonly Announcement[]) {
  const until = arrivals.length + events.length
  const source = startSource(stage)
  await announce(stage, events)
  await eventually(() => expect(arrivals.length).toBeGreaterThanOrEqual(until), { within: 20_000 })
  await source.stop()
}

export const loseSlot = ({ admin, slot }: Stage) => admin.query('select pg_drop_replication_slot($1)', [slot])

/** A rebuild in this process. */
export const rebuildOf = (stage: Stage) =>
  rebuild(sourceOf(stage), {
    stop: new AbortController().signal,
    log: pino({ level: 'silent' }),
    say: () => {},
  })

/** The command, as a process that can be killed. */
export function spawnRebuild(stage: Stage, ...words: string[]) {
  const { name, brokers, databaseUrl, ownerUrl, username, password } = sourceOf(stage)
  const prefix = `RELAY_${name.toUpperCase()}`
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), ...(words.length > 0 ? words : [name])],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        RELAY_SOURCES: name,
        KAFKA_BROKERS: brokers.join(','),
        [`${prefix}_DATABASE_URL`]: databaseUrl,
        [`${prefix}_OWNER_DATABASE_URL`]: ownerUrl,
        [`${prefix}_KAFKA_USERNAME`]: username,
        [`${prefix}_KAFKA_PASSWORD`]: password,
      },
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  return handleOf(child)
}

const sourceOf = ({ settings, ownerUrl }: Stage) => ({ ...settings, ownerUrl })
