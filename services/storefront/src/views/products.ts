import { ProductChanged, type ProductChangedData } from '@saga-shop/contracts'
import type { LiveEvent, Product } from '../api.ts'

/**
 * What is for sale, as far as it was announced. The topic keeps the latest event of each product, so reading it from its
 * beginning gives all of them: no database, and no question to anybody.
 */
export function openProductsView() {
  const products = new Map<string, Product>()
  let newest: number | undefined

  return {
    hear: ({ topic, data, unreadable }: LiveEvent) => {
      if (topic !== ProductChanged.topic || unreadable !== undefined) return
      const { productId: id, name, price, availability, changedAt } = data as ProductChangedData
      products.set(id, { id, name, price, availability })
      newest = Math.max(newest ?? 0, changedAt)
    },
    all: (): readonly Product[] => [...products.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    find: (id: string) => products.get(id),
    /** When the last of these changes was announced, epoch milliseconds. */
    newest: () => newest,
  }
}

export type ProductsView = ReturnType<typeof openProductsView>
