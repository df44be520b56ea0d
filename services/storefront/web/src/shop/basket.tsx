import { price } from '../story/words.ts'
import { basket, items, products, putMore, total, trouble } from './basket-state.ts'
import { CheckOut } from './check-out.tsx'

/** The basket and the way to the till; where baskets are out of reach, whom to call. */
export function Basket() {
  const checkout = basket.value?.checkout
  const isKnown = basket.value && 'value' in basket.value.basket
  return (
    <section class="card" aria-labelledby="basket">
      <h2 id="basket">Your basket</h2>
      {items.value.length === 0 && isKnown && <p class="soft">Nothing in it yet.</p>}
      {basket.value && !isKnown && <p class="soft">What is in it is kept, and can be seen again later.</p>}
      <ul>
        {items.value.map((item) => (
          <Line key={item.productId} {...item} />
        ))}
      </ul>
      {total.value && items.value.length > 0 && (
        <div class="row total">
          <b>Total</b>
          <b>{price(total.value)}</b>
        </div>
      )}
      {trouble.value && (
        <p class="note undo" role="alert">
          {trouble.value}
        </p>
      )}
      {checkout?.way === 'care' ? <Care {...checkout} /> : <CheckOut />}
      {checkout?.way === 'online' && checkout.note && <p class="note">{checkout.note}</p>}
    </section>
  )
}

function Line({ productId, quantity }: { readonly productId: string; readonly quantity: number }) {
  const product = products.value.find(({ id }) => id === productId)
  const name = product?.name ?? productId
  return (
    <li class="row line">
      <span>{name}</span>
      <span class="stepper">
        <button type="button" aria-label={`One ${name} less`} onClick={() => putMore(productId, -1)}>
          −
        </button>
        <output aria-label={`How many ${name}`}>{quantity}</output>
        <button type="button" aria-label={`One ${name} more`} onClick={() => putMore(productId, 1)}>
          +
        </button>
        <span class="price">{product && price({ ...product.price, minor: product.price.minor * quantity })}</span>
      </span>
    </li>
  )
}

interface CareProps {
  readonly because: string
  readonly care: { readonly phone: string; readonly hours: string; readonly say: string }
}

const Care = ({ because, care }: CareProps) => (
  <div class="note" role="status">
    <p>{because}</p>
    <p>
      <b>{care.phone}</b>
      <br />
      <small>{care.hours}</small>
    </p>
    <p>{care.say}</p>
  </div>
)
