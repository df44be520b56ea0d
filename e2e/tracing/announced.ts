import { type ServiceName, type Stack, serviceNames } from '@saga-shop/local'
import pg from 'pg'

/** An event as it stands in the outbox of whoever announced it. */
export interface Announced {
  readonly service: ServiceName
  readonly id: string
  readonly topic: string
  readonly causationId: string
  readonly traceparent: string
}

/** Every event of a trace, from the outboxes themselves. */
export async function announcedIn(stack: Stack, traceId: string): Promise<Announced[]> {
  const all = await Promise.all(serviceNames.map((service) => ofService(stack, service, traceId)))
  return all.flat()
}

async function ofService(stack: Stack, service: ServiceName, traceId: string): Promise<Announced[]> {
  const client = new pg.Client(stack.postgres[service].url('judge'))
  await client.connect()
  try {
    const { rows } = await client.query(
      `select id::text, topic, causationid as "causationId", traceparent from outbox where traceparent like $1`,
      [`00-${traceId}-%`],
    )
    return rows.map((row) => ({ ...row, service }))
  } finally {
    await client.end()
  }
}

/** Lets a service hear again all that it has heard: it must not run meanwhile. */
export async function rewind(stack: Stack, service: ServiceName) {
  const client = new pg.Client(stack.postgres[service].url('owner'))
  await client.connect()
  await client.query('update positions set next_offset = 0')
  await client.end()
}
