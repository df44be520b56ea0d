import type { FillBasket, MyBasket } from '../../../src/api.ts'
import type { Recording } from './recording-file.ts'

/** A basket that only this page knows of. */
export function recordedBasket(loading: Promise<Recording>) {
  let items: FillBasket['items'] = []
  const get = async (): Promise<MyBasket> => {
    const { accounts, catalogue } = await loading
    const priced = items.map((item) => ({ ...catalogue.products.find(({ id }) => id === item.productId), ...item }))
    return {
      basket: { value: { customerId: accounts[0]?.customerId ?? '', items: priced, undecided: [] } },
      checkout: { way: 'online' },
    }
  }
  return {
    get,
    fill(basket: FillBasket) {
      items = basket.items
      return get()
    },
    empty() {
      items = []
    },
  }
}
