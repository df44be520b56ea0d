import { type ServiceName, type StackView, serviceNames } from '@saga-shop/local'
import pg from 'pg'

/** The databases of all services, as the judge who only reads. A question that is not answered in time rejects. */
export interface Databases {
  ask<Row extends pg.QueryResultRow>(service: ServiceName, text: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const patience = { connectionTimeoutMillis: 3_000, query_timeout: 3_000 }

/** A connection to each, made anew whenever it broke. */
export function openDatabases({ postgres }: Pick<StackView, 'postgres'>): Databases {
  const pools = new Map(
    serviceNames.map((service) => {
      const pool = new pg.Pool({ connectionString: postgres[service].url('judge'), max: 1, ...patience })
      pool.on('error', () => {})
      return [service, pool]
    }),
  )
  return {
    ask: async <Row extends pg.QueryResultRow>(service: ServiceName, text: string, values: readonly unknown[] = []) => {
      const result = await pools.get(service)?.query<Row>(text, [...values])
      return result?.rows ?? []
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}
