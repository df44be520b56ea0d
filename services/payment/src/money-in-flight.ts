import { figures, sql } from '@saga-shop/runtime'

/** What the bank is asked, and has not answered yet. */
interface InFlight {
  readonly call: string
  readonly currency: string
  readonly calls: number
  readonly minor: number
}

/** Money that is between us and the bank, as figures. Only calls that are owed are read: they go when they are answered. */
export const moneyInFlight = figures<InFlight>({
  read: async (database) => {
    const { rows } = await database.query<InFlight & { call: string }>(sql`
      select kind as call, body -> 'amount' ->> 'currency' as currency, count(*)::int as calls,
        sum((body -> 'amount' ->> 'minor')::bigint)::float8 as minor
      from intents where kind in ('charge-card', 'refund-card') group by 1, 2
    `)
    return rows
  },
  figures: [
    {
      name: 'saga_bank_calls_open',
      help: 'Charges and refunds that the bank has not answered yet.',
      labelNames: ['call', 'currency'],
      samples: (rows) => rows.map(({ call, currency, calls }) => [{ call, currency }, calls]),
    },
    {
      name: 'saga_bank_calls_open_minor_units',
      help: 'What the bank was asked to move and has not answered yet, in hundredths of its currency as a rule.',
      labelNames: ['call', 'currency'],
      samples: (rows) => rows.map(({ call, currency, minor }) => [{ call, currency }, minor]),
    },
  ],
})
