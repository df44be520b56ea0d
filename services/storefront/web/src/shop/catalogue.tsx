import type { Product } from '../../../src/api.ts'
import { me } from '../shell/state.ts'
import { price } from '../story/words.ts'
import { Age } from './age.tsx'
import { Drawing } from './art.tsx'
import { catalogue, items, putMore } from './basket-state.ts'

/** What is for sale, and how old that is. */
export function Catalogue() {
  const products = catalogue.value?.products
  return (
    <section aria-labelledby="goods">
      <div class="bar">
        <h1 id="goods">Things worth ordering</h1>
        <Age />
      </div>
      {products?.length === 0 && (
        <p class="nothing">
          The shelves are empty: nobody has put anything on them yet. <code>npm run demo</code> does.
        </p>
      )}
      <ul class="goods">
        {products ? products.map((product) => <Goods key={product.id} product={product} />) : <Placeholders />}
      </ul>
    </section>
  )
}

const Placeholders = () =>
  Array.from({ length: 6 }, (_, index) => <li key={index} class="card goods-place" aria-hidden="true" />)

function Goods({ product }: { readonly product: Product }) {
  const { id, name } = product
  const inBasket = items.value.find(({ productId }) => productId === id)?.quantity ?? 0
  return (
    <li class="card">
      <Drawing of={id} />
      <div class="row">
        <b>{name}</b>
        <span class="price">{price(product.price)}</span>
      </div>
      <div class="row">
        <small>{stockInWords(product)}</small>
        <button
          type="button"
          disabled={!me.value?.account}
          onClick={() => putMore(id, 1)}
          aria-label={`Add ${name} to the basket${inBasket ? `, ${inBasket} in it` : ''}`}
        >
          Add{inBasket > 0 && <small class="in-basket">{inBasket}</small>}
        </button>
      </div>
    </li>
  )
}

function stockInWords({ left, availability }: Product): string {
  if (availability === 'SOLD_OUT' || left === 0) return 'none left: try it, and see it rejected'
  if (availability === 'FEW_LEFT') return left === undefined ? 'only a few left' : `only ${left} left`
  return left === undefined ? 'in stock' : `${left} in stock`
}
