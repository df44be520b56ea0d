import { After, catchUp, customerInPath, Problem, type RouteContext, type Server, sql } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { basketOf, undecidedOf } from './basket-answer.ts'
import { changeRoutes } from './change-routes.ts'
import { checkoutRoutes } from './checkout-routes.ts'
import { type ShopLimits, usualLimits } from './limits.ts'
import { BasketAnswer, CustomerId, ProductAnswer, UndecidedAnswer } from './schemas.ts'

/** What the basket service serves. */
export function routes(app: Server, context: RouteContext, limits: ShopLimits = usualLimits) {
  const { database } = context

  app.get(
    '/products',
    {
      config: { access: 'anybody' },
      schema: {
        summary: 'What is for sale, at current prices',
        querystring: After,
        response: { 200: Type.Array(ProductAnswer), 400: Problem },
      },
    },
    async ({ query }, reply) => {
      await catchUp(database, query.after, reply)
      const { rows } = await database.query<Type.Static<typeof ProductAnswer>>(sql`
        select id, name, json_build_object('minor', minor, 'currency', currency) as price, availability
        from products order by id
      `)
      return rows
    },
  )

  app.get(
    '/baskets/:customerId',
    {
      config: { access: customerInPath('customerId') },
      schema: {
        summary: 'A basket at current prices',
        params: CustomerId,
        querystring: After,
        response: { 200: BasketAnswer, 400: Problem },
      },
    },
    async ({ params, query }, reply) => {
      await catchUp(database, query.after, reply)
      return basketOf(database, params.customerId)
    },
  )

  app.get(
    '/baskets/:customerId/undecided',
    {
      config: { access: customerInPath('customerId') },
      schema: {
        summary: 'Orders that were asked for and are not decided yet, whether their event has gone out or not',
        params: CustomerId,
        response: { 200: Type.Array(UndecidedAnswer), 400: Problem },
      },
    },
    ({ params }) => undecidedOf(database, params.customerId),
  )

  changeRoutes(app, context)
  checkoutRoutes(app, context, limits)
}
