import { customerInPath, HttpProblem, Problem, type RouteContext, type Server } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { mostLines, mostOfOne } from './basket.ts'
import { FillBasket, PutItem } from './commands.ts'
import { CustomerId, ProductId } from './schemas.ts'

const quantity = (minimum: number) => Type.Integer({ minimum, maximum: mostOfOne })
const ItemBody = Type.Object({ productId: ProductId, quantity: quantity(1) }, { additionalProperties: false })
const ItemParams = Type.Object({ ...CustomerId.properties, productId: ProductId })
const response = { 204: Type.Null({ description: 'The basket is so now' }), 400: Problem, 409: Problem }

const config = { access: customerInPath('customerId') }

/** Putting things in and out. */
export function changeRoutes(app: Server, { ask }: RouteContext) {
  app.put(
    '/baskets/:customerId',
    {
      config,
      schema: {
        summary: 'Say all that is in the basket',
        params: CustomerId,
        body: Type.Object(
          { items: Type.Array(ItemBody, { maxItems: mostLines, description: 'Each product once' }) },
          { additionalProperties: false },
        ),
        response,
      },
    },
    async ({ params, body: { items } }, reply) => {
      const twice = items.find(
        ({ productId }, index) => items.findIndex((item) => item.productId === productId) < index,
      )
      if (twice)
        throw new HttpProblem(400, 'invalid-request', `${twice.productId} stands twice: say each product once.`)
      await ask({ kind: FillBasket, entity: params.customerId, data: { items } })
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/baskets/:customerId/items/:productId',
    {
      config,
      schema: {
        summary: 'Say how many of a product are in the basket; 0 takes it out',
        params: ItemParams,
        body: Type.Object({ quantity: quantity(0) }, { additionalProperties: false }),
        response,
      },
    },
    async ({ params, body }, reply) => {
      const item = { productId: params.productId, quantity: body.quantity }
      await ask({ kind: PutItem, entity: params.customerId, data: item })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/baskets/:customerId/items/:productId',
    { config, schema: { summary: 'Take a product out of the basket', params: ItemParams, response } },
    async ({ params }, reply) => {
      const item = { productId: params.productId, quantity: 0 }
      await ask({ kind: PutItem, entity: params.customerId, data: item })
      return reply.code(204).send(null)
    },
  )
}
