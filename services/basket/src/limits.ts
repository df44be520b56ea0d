/** How much this service lets in. */
export interface ShopLimits {
  /** Orders that were asked for and not decided, of all customers. */
  readonly ordersUnderWay: number
  /** Of one customer, at one instance. */
  readonly checkoutsPerMinute: number
}

export const usualLimits: ShopLimits = { ordersUnderWay: 10_000, checkoutsPerMinute: 60 }
