import type { EventKind } from '@saga-shop/contracts'
import type { ServiceName, StackView } from '@saga-shop/local'
import pg from 'pg'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** What a service did with the records of some topics. */
export async function accountOf(stack: StackView, service: ServiceName, kinds: readonly EventKind<unknown>[]) {
  const database = new pg.Client({ connectionString: stack.postgres[service].url('judge') })
  const topics = kinds.map(({ topic }) => topic)
  await database.connect()
  return {
    /** Offsets heard so far, all partitions together. */
    positions: async () => {
      const { rows } = await database.query<{ sum: number }>(
        'select coalesce(sum(next_offset), 0)::float8 as sum from positions where topic = any($1)',
        [topics],
      )
      return rows[0]?.sum ?? 0
    },
    parked: async () => {
      const { rows } = await database.query<{ parked: number }>(
        'select count(*)::int as parked from parked where topic = any($1)',
        [topics],
      )
      return rows[0]?.parked ?? 0
    },
    /** How many of these events count as heard. */
    heard: async (ids: readonly string[]) => {
      const { rows } = await database.query<{ heard: number }>(
        'select count(*)::int as heard from inbox where event_id = any($1::uuid[])',
        [ids.filter((id) => uuid.test(id))],
      )
      return rows[0]?.heard ?? 0
    },
    close: () => database.end(),
  }
}

export type Account = Awaited<ReturnType<typeof accountOf>>
