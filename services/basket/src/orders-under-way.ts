import { busy, type Database, sql } from '@saga-shop/runtime'

// How old a count may be: then it is made again beside the requests, or they wait for it (milliseconds).
const countAgainAfter = 250
const countFirstAfter = 2_000

interface Reply {
  readonly raw: { once(event: 'close', listener: () => void): unknown }
}

/**
 * Orders that were asked for and not decided yet, by anyone: the shop behind this service takes its time, and what it
 * has not taken waits in outboxes and on topics. With `most` of them under way, customers are asked to come back.
 */
export function ordersUnderWay(database: Database, most: number) {
  let counted = 0
  let countedAt = Number.NEGATIVE_INFINITY
  let inHand = 0
  let accepted = 0 // since the count began, or in hand then: some may be counted twice, none is missed
  let counting: Promise<void> | undefined

  async function count() {
    counted += accepted // until there is a new count
    accepted = inHand
    const { rows } = await database.query<{ orders: number }>(sql`
      select coalesce(sum(undecided), 0)::int as orders from baskets where undecided > 0
    `)
    counted = rows[0]?.orders ?? 0
    countedAt = performance.now()
  }

  function countAgain() {
    counting ??= count().finally(() => {
      counting = undefined
    })
    return counting
  }

  /** Takes one more under way, or refuses to. */
  return async function takeOneMore(_: unknown, reply: Reply) {
    const age = performance.now() - countedAt
    if (age > countFirstAfter) await countAgain()
    else if (age > countAgainAfter) countAgain().catch(() => {}) // the old count serves until a new one succeeds
    if (counted + accepted >= most)
      throw busy(
        'too-many-orders',
        'More orders are under way than we can keep up with. Nothing was ordered: try again soon.',
        2,
      )
    accepted++
    inHand++
    reply.raw.once('close', () => {
      inHand--
    })
  }
}
