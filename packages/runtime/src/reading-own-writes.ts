import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './database.ts'
import { sql } from './sql.ts'

/**
 * Waits until this service has heard, or itself announced, the event that `token` names.
 * Answers false when `withinMilliseconds` are over: what it knows is older than the token.
 */
export async function caughtUpWith(database: Database, token: string, withinMilliseconds = 2_000): Promise<boolean> {
  const until = performance.now() + withinMilliseconds
  for (let pause = 4; ; pause = Math.min(100, pause * 2)) {
    if (await knows(database, token)) return true
    if (performance.now() + pause > until) return false
    await sleep(pause)
  }
}

/** For queries with `?after=`: waits for the token, if there is one, and says in a header when the answer is older than that. */
export async function catchUp(
  database: Database,
  token: string | undefined,
  reply: { header(name: string, value: string): unknown },
) {
  const fresh = token === undefined || (await waitInTurn(() => caughtUpWith(database, token)))
  if (!fresh) reply.header('saga-stale', 'true')
  return fresh
}

// Whoever waits asks the database again and again: a crowd of them would keep it from what they wait for.
const mostWaiting = 50
let waiting = 0

/** Waits only while not too many do. The answer is older than the token then, and says so. */
async function waitInTurn(catchUpNow: () => Promise<boolean>) {
  if (waiting >= mostWaiting) return false
  waiting++
  try {
    return await catchUpNow()
  } finally {
    waiting--
  }
}

async function knows(database: Database, token: string) {
  const { rows } = await database.query<{ known: boolean }>(sql`
    select exists (select from inbox where event_id = ${token}) or exists (select from outbox where id = ${token}) as known
  `)
  return rows[0]?.known === true
}
