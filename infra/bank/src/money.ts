import { type Static, Type } from 'typebox'

export const Money = Type.Object({
  minor: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})

/** Whole minor units (cents) of an ISO 4217 currency. */
export type Money = Static<typeof Money>

export const sameMoney = (one: Money, other: Money) => one.minor === other.minor && one.currency === other.currency

/** A name that the caller chose: an idempotency key, an order, a card. */
export const Name = Type.String({ minLength: 1, maxLength: 200 })
