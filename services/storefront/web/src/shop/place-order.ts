import type { CheckOut } from '../../../src/api.ts'
import { source } from '../shell/state.ts'
import { askForBasket, isSaved, trouble } from './basket-state.ts'
import { askForOrders } from './orders-state.ts'

let key = crypto.randomUUID()

/**
 * Places an order, of what the customer sees in the basket: changes that are on their way there come first. Until the
 * shop has answered, every attempt is the same order, however often it is sent; after that, the next one is another.
 */
export async function placeOrder(checkOut: CheckOut): Promise<{ readonly text: string; readonly good: boolean }> {
  if (!(await isSaved())) return { good: false, text: trouble.value ?? 'The basket could not be changed.' }
  try {
    const { token } = await source.checkOut(checkOut, key)
    key = crypto.randomUUID()
    await Promise.allSettled([askForBasket(), askForOrders(token)])
    return { good: true, text: 'Ordered. Watch it below: every step is an event that a service announced.' }
  } catch (error) {
    const refused =
      error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500
    if (refused) key = crypto.randomUUID()
    return { good: false, text: error instanceof Error ? error.message : 'The order could not be placed.' }
  }
}
