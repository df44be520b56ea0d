import { type Static, Type } from 'typebox'
import { Missing, Money, Nullable, Part, Time } from './parts.ts'

export const Availability = Type.Union([Type.Literal('IN_STOCK'), Type.Literal('FEW_LEFT'), Type.Literal('SOLD_OUT')])
export const Product = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    price: Money,
    availability: Availability,
    left: Type.Optional(Type.Integer({ description: 'On the shelf; absent while the order service cannot be asked' })),
  },
  { title: 'Product' },
)
export type Product = Static<typeof Product>

/** `GET /api/products`: there is always a catalogue, and it says how old it is. */
export const Catalogue = Type.Object(
  {
    products: Type.Array(Product),
    from: Type.Union([Type.Literal('order'), Type.Literal('own-view')], {
      description: 'own-view: the order service does not answer; this is what was last announced on its topic',
    }),
    asOf: Nullable(Time),
    ageSeconds: Type.Number({
      description: 'How long ago that was; of `own-view`: since when the order service is silent',
    }),
    missing: Type.Optional(Missing),
  },
  { title: 'Catalogue' },
)
export type Catalogue = Static<typeof Catalogue>

export const BasketItem = Type.Object({
  productId: Type.String(),
  quantity: Type.Integer(),
  name: Type.Optional(Type.String()),
  price: Type.Optional(Money),
  availability: Type.Optional(Type.String()),
})
export const Basket = Type.Object(
  {
    customerId: Type.String(),
    items: Type.Array(BasketItem),
    undecided: Type.Array(Type.String(), { description: 'Orders asked for and not decided: they may give items back' }),
  },
  { title: 'Basket' },
)
export type Basket = Static<typeof Basket>

/** How to place an order now: here, or by calling customer care while baskets are out of reach. */
export const Checkout = Type.Union([
  Type.Object({ way: Type.Literal('online'), note: Type.Optional(Type.String()) }),
  Type.Object({
    way: Type.Literal('care'),
    because: Type.String(),
    care: Type.Object({ phone: Type.String(), hours: Type.String(), say: Type.String() }),
  }),
])
export type Checkout = Static<typeof Checkout>

/** `GET /api/basket`, and the answer to `PUT /api/basket`. */
export const MyBasket = Type.Object({ basket: Part(Basket), checkout: Checkout }, { title: 'MyBasket' })
export type MyBasket = Static<typeof MyBasket>

/** Body of `PUT /api/basket`: all that is in it. */
export const FillBasket = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          productId: Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\w.-]+$' }),
          quantity: Type.Integer({ minimum: 1, maximum: 100 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 50 },
    ),
  },
  { additionalProperties: false, title: 'FillBasket' },
)
export type FillBasket = Static<typeof FillBasket>

const text = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+$' })

/** Body of `POST /api/checkout`; header `Idempotency-Key` required. 202 with `Accepted`; 503 with `care` without baskets. */
export const CheckOut = Type.Object(
  {
    recipient: Type.Object(
      {
        name: text(200),
        email: Type.String({ format: 'email', maxLength: 254 }),
        street: text(200),
        postcode: text(20),
        city: text(100),
        country: Type.String({ pattern: '^[A-Z]{2}$' }),
      },
      { additionalProperties: false },
    ),
    cardToken: Type.String({ maxLength: 100, pattern: '^[\\w.-]+$' }),
  },
  { additionalProperties: false, title: 'CheckOut' },
)
export type CheckOut = Static<typeof CheckOut>

const Trial = Type.Object({ value: Type.String(), does: Type.String({ description: 'A sentence for a person' }) })

/** `GET /api/trials`: cards and postcodes that make something happen. */
export const Trials = Type.Object({ cards: Type.Array(Trial), postcodes: Type.Array(Trial) }, { title: 'Trials' })
export type Trials = Static<typeof Trials>

/** `GET /api/status`: what works, and what does not: the five services, and the relay between them. Ask every few seconds; it costs nobody anything. */
export const Status = Type.Object(
  {
    services: Type.Array(
      Type.Object({
        name: Type.String(),
        up: Type.Boolean(),
        circuit: Type.Union([Type.Literal('closed'), Type.Literal('half-open'), Type.Literal('open')]),
        since: Type.Optional({ ...Time, description: 'Since when it does not answer' }),
        why: Type.Optional(Type.String()),
      }),
    ),
    can: Type.Object({
      browse: Type.Boolean(),
      basket: Type.Boolean(),
      checkout: Type.Boolean(),
      orders: Type.Boolean({
        description: 'My orders as the order service keeps them; otherwise as far as heard here',
      }),
      cancel: Type.Boolean(),
      live: Type.Boolean({ description: 'Events arrive here' }),
    }),
    notes: Type.Array(Type.String(), { description: 'Sentences for customers: what does not work at the moment' }),
  },
  { title: 'Status' },
)
export type Status = Static<typeof Status>
