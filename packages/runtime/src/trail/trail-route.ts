import { Type } from 'typebox'
import { orderInPath } from '../access/guard.ts'
import { ServiceTrail } from '../answers/trail.ts'
import type { Database } from '../database.ts'
import { Uuid } from '../http/ids.ts'
import { Problem } from '../http/problems.ts'
import type { Server } from '../http/server.ts'
import type { ServiceDefinition } from '../service.ts'
import { isUuid } from '../uuid.ts'
import { whyOf } from './because.ts'
import { readTrail } from './trail-rows.ts'

/** What of a service its trail rests on. */
export interface Trailed {
  readonly service: string
  readonly deadlines: readonly { readonly name: string }[]
  /** Whether it calls the outside world: then what is neither event nor request is an outcome. */
  readonly calls: boolean
}

export const trailedBy = ({
  name,
  deadlines = [],
  calls = [],
}: Pick<ServiceDefinition, 'name' | 'deadlines' | 'calls'>): Trailed => ({
  service: name,
  deadlines,
  calls: calls.length > 0,
})

/** `GET /trail/:orderId`: every hop of an order through this service, as far as it is written down. */
export function serveTrail(app: Server, database: Database, trailed: Trailed) {
  app.get(
    '/trail/:orderId',
    {
      config: { access: orderInPath('orderId') },
      schema: {
        summary: 'What this service knows of an order’s way: announced, heard, waiting, parked, owed',
        params: Type.Object({ orderId: Uuid }),
        querystring: Type.Object({
          events: Type.Optional(
            Type.String({
              maxLength: 7_400,
              pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$',
              description: 'Ids of events: were they heard here? Up to 200, separated by commas',
            }),
          ),
        }),
        response: { 200: ServiceTrail, 400: Problem },
      },
    },
    async ({ params: { orderId }, query: { events } }) => {
      const ids = (events?.split(',') ?? []).filter(isUuid)
      const { asked, announced, ...rows } = await readTrail(database, orderId, ids)
      const why = whyOf({ ...rows, asked, announced }, trailed)
      return {
        service: trailed.service,
        ...rows,
        announced: announced.map((row) => ({ ...row, ...why(row), schemaId: schemaIdIn(row.head) })),
      }
    },
  )
}

/** The schema's number follows a zero byte. */
const schemaIdIn = (head: string) =>
  head.startsWith('00') && head.length === 10 ? Number.parseInt(head.slice(2), 16) : null
