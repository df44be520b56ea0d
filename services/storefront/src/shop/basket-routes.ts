import { HttpProblem, type Server } from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import {
  Accepted,
  Basket,
  CheckOut,
  type Checkout,
  FillBasket,
  isMissing,
  MyBasket,
  type Part,
  Problem,
} from '../api.ts'
import { perMinute } from '../login/per-minute.ts'
import { answerOf, expects, part, passOn } from '../upstream/part.ts'
import { toNoAnswer } from '../upstream/silence.ts'
import { care } from './care.ts'
import { askingFor, type Context } from './context.ts'

const basketAnswer = expects<Basket>(Basket)
const acceptance = expects<Accepted>(Accepted)
const problems = { 400: Problem, 401: Problem, 409: Problem, 429: Problem, 503: Problem }

// Longer than a service lets anybody wait for a decision.
const decisionPatience = 6_000

/** The basket of whoever is logged in, and checking out. */
export function basketRoutes(app: Server, context: Context) {
  const { access, upstreams, orders } = context

  async function myBasket(request: FastifyRequest): Promise<MyBasket> {
    const { customerId } = access.someone(request)
    const question = { path: `/baskets/${customerId}`, headers: await askingFor(request, context, 'basket') }
    const basket = await part(upstreams.basket, question, basketAnswer)
    return { basket, checkout: wayOf(basket, upstreams.order.condition().since) }
  }

  app.get(
    '/api/basket',
    { schema: { summary: 'My basket, and how to order what is in it', response: { 200: MyBasket, 401: Problem } } },
    myBasket,
  )

  app.put(
    '/api/basket',
    {
      config: perMinute(600),
      schema: { summary: 'Say all that is in my basket', body: FillBasket, response: { 200: MyBasket, ...problems } },
    },
    async (request) => {
      const { customerId } = access.someone(request)
      const headers = await askingFor(request, context, 'basket')
      const question = { method: 'PUT', path: `/baskets/${customerId}`, body: request.body, headers } as const
      passOn('basket', await upstreams.basket.ask({ ...question, patience: decisionPatience }).catch(callCare))
      return await myBasket(request)
    },
  )

  app.post(
    '/api/checkout',
    {
      config: perMinute(120),
      schema: {
        summary: 'Order what is in my basket; the same key asks for the same order, however often',
        headers: Type.Object({
          'idempotency-key': Type.String({ minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' }),
        }),
        body: CheckOut,
        response: { 202: Accepted, 422: Problem, ...problems },
      },
    },
    async (request, reply) => {
      const { customerId } = access.someone(request)
      const headers = {
        ...(await askingFor(request, context, 'basket')),
        'idempotency-key': request.headers['idempotency-key'],
      }
      const question = { method: 'POST', path: `/baskets/${customerId}/checkout`, body: request.body, headers } as const
      const answer = await upstreams.basket.ask({ ...question, patience: decisionPatience }).catch(callCare)
      passOn('basket', answer)
      const accepted = answerOf('basket', answer, acceptance)
      orders.placed(accepted.orderId, customerId)
      return reply.code(202).send(accepted)
    },
  )
}

/** While baskets are out of reach, people take orders by phone. That the order service is silent stops nobody: the event waits. */
function wayOf(basket: Part<Basket>, orderSilentSince: Date | undefined): Checkout {
  if (isMissing(basket)) return { way: 'care', because: basket.missing, care }
  const note = 'Your order is accepted now, and looked at as soon as our order department is back.'
  return { way: 'online', ...(orderSilentSince && { note }) }
}

function callCare(error: unknown): never {
  const { message } = toNoAnswer('basket', error)
  throw new HttpProblem(503, 'call-customer-care', `${message} ${care.say}`, 2, { care })
}
