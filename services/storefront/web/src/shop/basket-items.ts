/** How many of a product. */
export interface Item {
  readonly productId: string
  readonly quantity: number
}

/** More than a hundred of one thing is a matter for a wholesaler. */
export const mostOfOne = 100

/** The basket with so many more, or fewer, of a product; what falls to nothing leaves it. */
export function withMore(items: readonly Item[], productId: string, more: number): Item[] {
  const before = items.find((item) => item.productId === productId)?.quantity ?? 0
  const quantity = Math.max(0, Math.min(mostOfOne, before + more))
  const changed = items.map((item) => (item.productId === productId ? { productId, quantity } : item))
  const all = before > 0 ? changed : [...changed, { productId, quantity }]
  return all.filter((item) => item.quantity > 0)
}

interface Priced {
  readonly id: string
  readonly price: { readonly minor: number; readonly currency: string }
}

/** What it comes to at current prices; nothing while the price of something is not known. */
export function totalOf(items: readonly Item[], products: readonly Priced[]) {
  const prices = items.map(({ productId }) => products.find(({ id }) => id === productId)?.price)
  const currency = prices[0]?.currency
  if (!currency || prices.some((price) => price?.currency !== currency)) return undefined
  const minor = items.reduce((sum, { quantity }, index) => sum + quantity * (prices[index]?.minor ?? 0), 0)
  return { minor, currency }
}
