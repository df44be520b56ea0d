import { useSignal } from '@preact/signals'
import { href } from '../shell/router.ts'
import { source, status } from '../shell/state.ts'
import { mayCancel, statusInWords, toneOf } from '../story/order-story.ts'
import { explain } from '../story/reasons.ts'
import { shortId } from '../story/topology.ts'
import { price } from '../story/words.ts'
import { products } from './basket-state.ts'
import { askForOrders, type MyOrder, myOrders, orders } from './orders-state.ts'
import { Steps } from './steps.tsx'

/** What becomes of one's orders, as it happens. */
export function MyOrders() {
  const more = useSignal(false)
  const shown = more.value ? myOrders.value : myOrders.value.slice(0, 5)
  return (
    <section class="card my-orders" aria-labelledby="my-orders">
      <h2 id="my-orders">My orders</h2>
      {orders.value?.missing && <p class="note">{orders.value.missing.missing}</p>}
      {orders.value?.undecided && (
        <p class="note">An order of the last moments may be left out: {orders.value.undecided.missing}</p>
      )}
      {orders.value && myOrders.value.length === 0 && (
        <p class="soft">None yet. The first one takes a few seconds to your door.</p>
      )}
      <ul>
        {shown.map((order) => (
          <OrderCard key={order.summary.id} order={order} />
        ))}
      </ul>
      {myOrders.value.length > shown.length && (
        <button type="button" onClick={() => (more.value = true)}>
          {myOrders.value.length - shown.length} earlier ones
        </button>
      )}
    </section>
  )
}

function OrderCard({ order: { summary, story } }: { readonly order: MyOrder }) {
  const said = useSignal('')
  const why = explain(story)
  const cancel = async () => {
    said.value = 'Cancelling …'
    try {
      await source.cancel(summary.id)
      await askForOrders().catch(() => {}) // its event may take a while
      said.value = ''
    } catch (error) {
      said.value = error instanceof Error ? error.message : 'It could not be cancelled.'
    }
  }
  return (
    <li class="one-order" data-order={summary.id} data-status={story.status}>
      <div class="row">
        <a class="mono" href={href(`/orders/${summary.id}`)} aria-label={`Order ${shortId(summary.id)}, X-ray`}>
          {shortId(summary.id)}
        </a>
        <span class={`chip ${toneOf(story.status)}`} aria-live="polite">
          <span class="dot" aria-hidden="true" />
          {statusInWords(story)}
        </span>
      </div>
      <Steps story={story} />
      <small>{contents(summary)}</small>
      {why && <p class="why">{why}</p>}
      {said.value && <p role="status">{said.value}</p>}
      <div class="row">
        <a href={href(`/orders/${summary.id}`)}>X-ray</a>
        {mayCancel(story.status) && (
          <button type="button" class="small" onClick={cancel} disabled={status.value?.can.cancel === false}>
            Cancel
          </button>
        )}
      </div>
    </li>
  )
}

function contents({ lines, total }: MyOrder['summary']): string {
  const names = lines.map(({ productId, quantity }) => {
    const name = products.value.find(({ id }) => id === productId)?.name ?? productId
    return quantity === 1 ? name : `${quantity} × ${name}`
  })
  return [names.join(', '), total && price(total)].filter(Boolean).join(' · ')
}
