import { useComputed, useSignal } from '@preact/signals'
import { me, source, status } from '../shell/state.ts'
import { price } from '../story/words.ts'
import { basket, items, total, trials } from './basket-state.ts'
import { type Choice, cardsOf, placesOf } from './choices.ts'
import { Choices } from './choices-field.tsx'
import { placeOrder } from './place-order.ts'

/** Which card, where to, and the button. */
export function CheckOut() {
  const account = me.value?.account
  const home = account?.recipient.postcode ?? ''
  const card = useSignal('card_approve')
  const chosen = useSignal('')
  const busy = useSignal(false)
  const said = useSignal<{ readonly text: string; readonly good: boolean } | undefined>(undefined)
  const cards = useComputed(() => cardsOf(trials.value))
  const places: readonly Choice[] = placesOf(trials.value, home)
  const postcode = places.some(({ value }) => value === chosen.value) ? chosen.value : home
  const impossible =
    busy.value || items.value.length === 0 || basket.value === undefined || status.value?.can.checkout === false

  async function order(event: Event) {
    event.preventDefault()
    if (!account || impossible) return
    busy.value = true
    said.value = await placeOrder({ recipient: { ...account.recipient, postcode }, cardToken: card.value })
    busy.value = false
  }

  return (
    <form onSubmit={order}>
      <Choices
        name="card"
        title="Pay with a test card"
        choices={cards.value}
        chosen={card.value}
        choose={(value) => (card.value = value)}
      />
      <Choices
        name="place"
        title="Deliver to"
        choices={places}
        chosen={postcode}
        choose={(value) => (chosen.value = value)}
      />
      <button class="main wide" type="submit" disabled={impossible}>
        {busy.value
          ? 'Placing …'
          : total.value && items.value.length > 0
            ? `Place order · ${price(total.value)}`
            : 'Place order'}
      </button>
      <p role="status" class={said.value ? (said.value.good ? 'note good' : 'note undo') : 'unseen'}>
        {said.value?.text}
      </p>
      {source.recorded && <small>This is a recording: an order that went the same way is played for you.</small>}
    </form>
  )
}
