import { notFound, Problem, type RouteContext, type Server, sql } from '@saga-shop/runtime'
import { Type } from 'typebox'
import { ChangeProduct } from './reactions.ts'

const Money = Type.Object({
  minor: Type.Integer({ minimum: 0, maximum: 1e9 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})
const ProductId = Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\w.-]+$' })
const ProductAnswer = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    price: Money,
    stocked: Type.Integer({ description: 'All units there ever were' }),
    available: Type.Integer({ description: 'On the shelf' }),
    reserved: Type.Integer({ description: 'Held for orders' }),
    gone: Type.Integer({ description: 'Delivered, or lost' }),
  },
  { title: 'Product' },
)
type ProductAnswer = Type.Static<typeof ProductAnswer>
const problems = { 400: Problem, 404: Problem, 409: Problem }

/** Products and their stock. */
export function productRoutes(app: Server, { database, ask }: RouteContext) {
  app.get(
    '/products',
    {
      config: { access: 'anybody' },
      schema: { summary: 'All products', response: { 200: Type.Array(ProductAnswer) } },
    },
    async () => {
      const { rows } = await database.query<ProductAnswer>(sql`
      select id, name, json_build_object('minor', minor, 'currency', currency) as price, stocked, available, reserved, gone
      from products order by id
    `)
      return rows
    },
  )

  app.get(
    '/products/:id',
    {
      config: { access: 'anybody' },
      schema: {
        summary: 'One product',
        params: Type.Object({ id: ProductId }),
        response: { 200: ProductAnswer, ...problems },
      },
    },
    async ({ params }) => {
      const { rows } = await database.query<ProductAnswer>(sql`
        select id, name, json_build_object('minor', minor, 'currency', currency) as price, stocked, available, reserved, gone
        from products where id = ${params.id}
      `)
      return rows[0] ?? Promise.reject(notFound('such product'))
    },
  )

  app.put(
    '/products/:id',
    {
      schema: {
        summary: 'Say how a product is; `stocked` counts all units, sold ones included',
        params: Type.Object({ id: ProductId }),
        body: Type.Object({
          name: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]+$' }),
          price: Money,
          stocked: Type.Integer({ minimum: 0, maximum: 1e9 }),
        }),
        response: { 202: Type.Object({ productId: Type.String(), token: Type.Optional(Type.String()) }), ...problems },
      },
    },
    async ({ params: { id }, body }, reply) => {
      const { token } = await ask({
        kind: ChangeProduct,
        entity: id,
        data: { id, ...body },
      })
      return reply.code(202).send({ productId: id, ...(token && { token }) })
    },
  )
}
