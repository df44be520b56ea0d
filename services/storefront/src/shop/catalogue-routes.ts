import type { Server } from '@saga-shop/runtime'
import { Catalogue, Trials } from '../api.ts'
import { openCatalogue } from './catalogue.ts'
import type { Context } from './context.ts'
import { trials } from './trials.ts'

/** What there is to buy, and what there is to try. */
export function catalogueRoutes(app: Server, { upstreams, products }: Context) {
  const catalogue = openCatalogue(upstreams.order, products)

  app.get(
    '/api/products',
    { schema: { summary: 'The catalogue, and how old it is', response: { 200: Catalogue } } },
    async (_, reply) => {
      const answer = await catalogue()
      reply.header('age', String(Math.round(answer.ageSeconds)))
      return answer
    },
  )

  app.get(
    '/api/trials',
    { schema: { summary: 'Cards and postcodes that make something happen', response: { 200: Trials } } },
    async () => trials,
  )
}
