import { useEffect } from 'preact/hooks'
import '../look/shop.css'
import { everySoOften } from '../shell/every-so-often.ts'
import { me, status } from '../shell/state.ts'
import { Basket } from './basket.tsx'
import { askForBasket, askForCatalogue } from './basket-state.ts'
import { Catalogue } from './catalogue.tsx'
import { LogIn } from './log-in.tsx'
import { MyOrders } from './my-orders.tsx'
import { askForOrders, followOrders } from './orders-state.ts'

/** What a customer sees: goods, a basket, and what becomes of their orders. */
export function ShopPage() {
  const customer = me.value?.account?.customerId
  useEffect(() => everySoOften(15_000, askForCatalogue), [])
  const { basket, orders } = status.value?.can ?? { basket: true, orders: true }
  useEffect(() => {
    if (customer) void Promise.allSettled([askForBasket(), askForOrders(), askForCatalogue()])
  }, [basket, orders])
  useEffect(() => {
    if (!customer) return
    const stopFollowing = followOrders()
    const stopAsking = everySoOften(20_000, async () => {
      await Promise.allSettled([askForBasket(), askForOrders()])
    })
    return () => {
      stopFollowing()
      stopAsking()
    }
  }, [customer])
  return (
    <div class="shop">
      <Notes />
      <Catalogue />
      <aside>
        {me.value && !customer && <LogIn />}
        {customer && <Basket />}
        {customer && <MyOrders />}
      </aside>
    </div>
  )
}

/** What does not work at the moment, in the shop's own words. */
function Notes() {
  const notes = status.value?.notes ?? []
  if (notes.length === 0) return null
  return (
    <div class="notes" role="status">
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
    </div>
  )
}
