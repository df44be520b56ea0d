import { toneOf } from '../story/order-story.ts'
import { topology } from '../story/topology-of-shop.ts'
import type { Engine } from './engine.ts'

const states = ['requested', ...topology.orderStates]

/** Where the orders stand of which something was heard since this page was opened. */
export function OrdersNow({ engine }: { readonly engine: Engine }) {
  const { counts } = engine.shown.value
  return (
    <div class="card">
      <h2>Orders, since you came</h2>
      <dl class="states">
        {states.map((state) => (
          <div key={state}>
            <dt>{state}</dt>
            <dd class={counts[state] ? toneOf(state) : 'soft'}>{counts[state] ?? 0}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
