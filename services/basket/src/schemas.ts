import { Type } from 'typebox'

export const CustomerId = Type.Object({ customerId: Type.String({ format: 'uuid' }) })

/** UUIDs may come in capitals; Postgres, and so everything here, writes them small. */
export const customerOf = ({ customerId }: Type.Static<typeof CustomerId>) => customerId.toLowerCase()

export const ProductId = Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\w.-]+$' })

export const After = Type.Object({
  after: Type.Optional(Type.String({ format: 'uuid', description: 'A token: wait until this event was heard here' })),
})

const Money = Type.Object({ minor: Type.Integer(), currency: Type.String() })
const availability = Type.String({ description: 'IN_STOCK, FEW_LEFT or SOLD_OUT' })

export const ProductAnswer = Type.Object(
  { id: Type.String(), name: Type.String(), price: Money, availability },
  { title: 'Product' },
)

export const BasketAnswer = Type.Object(
  {
    customerId: Type.String(),
    items: Type.Array(
      Type.Object({
        productId: Type.String(),
        quantity: Type.Integer(),
        name: Type.Optional(Type.String({ description: 'Absent while the product is not known here' })),
        price: Type.Optional(Money),
        availability: Type.Optional(availability),
      }),
    ),
    undecided: Type.Array(Type.String(), {
      description: 'Orders that were asked for; if one is rejected, its items come back',
    }),
  },
  { title: 'Basket' },
)
