import type { JWTPayload } from 'jose'
import { isUuid } from '../uuid.ts'

/** Who a token says is asking. */
export interface Bearer {
  readonly customerId: string
  readonly role: 'customer' | 'keeper'
  /** Orders of which its issuer knows that they are this customer's. */
  readonly orders: readonly string[]
}

/** Whoever asks from inside without a token, where that is allowed: the shop's own tools. */
export const inside: Bearer = { customerId: '', role: 'keeper', orders: [] }

/** Reads the claims of a token that was verified; undefined when they are not what our issuer writes. */
export function bearerIn({ sub, role, orders = [] }: JWTPayload): Bearer | undefined {
  if (!sub || !isUuid(sub) || (role !== 'customer' && role !== 'keeper')) return undefined
  if (!Array.isArray(orders) || !orders.every((order): order is string => typeof order === 'string')) return undefined
  return { customerId: sub, role, orders }
}
