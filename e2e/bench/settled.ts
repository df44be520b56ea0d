import { setTimeout as sleep } from 'node:timers/promises'
import { finalStates } from '@saga-shop/contracts'
import type { Stack } from '@saga-shop/local'
import pg from 'pg'

/** Resolves when the order service itself has every order in a terminal state; rejects after half a minute. */
export async function allSettled(stack: Stack) {
  const database = new pg.Client({ connectionString: stack.postgres.order.url('judge') })
  await database.connect()
  try {
    for (const until = performance.now() + 30_000; performance.now() < until; await sleep(10)) {
      const { rowCount } = await database.query('select from orders where not status = any($1) limit 1', [finalStates])
      if (rowCount === 0) return
    }
    throw new Error('some orders are not in a terminal state 30 s after the last delivery')
  } finally {
    await database.end()
  }
}
