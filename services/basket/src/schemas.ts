import { Uuid } from '@saga-shop/runtime'
import { Type } from 'typebox'

export const CustomerId = Type.Object({ customerId: Uuid })

export const ProductId = Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\w.-]+$' })

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

export const UndecidedAnswer = Type.Object(
  {
    orderId: Type.String(),
    items: Type.Array(Type.Object({ productId: Type.String(), quantity: Type.Integer() })),
    total: Type.Optional(Money),
    requestedAt: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { title: 'Undecided' },
)
