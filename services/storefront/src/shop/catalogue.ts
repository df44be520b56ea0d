import { Type } from 'typebox'
import type { Missing } from '../api/parts.ts'
import { type Catalogue, Money, type Product } from '../api.ts'
import { answerOf, expects } from '../upstream/part.ts'
import { missing, toNoAnswer } from '../upstream/silence.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { ProductsView } from '../views/products.ts'

interface Stocked {
  readonly id: string
  readonly name: string
  readonly price: Money
  readonly available: number
}
const stock = expects<Stocked[]>(
  Type.Array(Type.Object({ id: Type.String(), name: Type.String(), price: Money, available: Type.Integer() })),
)

// So old an answer of the order service may be before it is asked again, in milliseconds.
const freshFor = 2_000

/**
 * The catalogue, whatever happens: from the order service, asked once for everybody and kept for two seconds; while it is
 * silent, as it was last announced.
 */
export function openCatalogue(order: Upstream, view: ProductsView) {
  let kept: { readonly stocked: readonly Stocked[]; readonly at: number } | undefined
  let asking: Promise<Missing | undefined> | undefined

  async function refresh(): Promise<Missing | undefined> {
    try {
      const stocked = answerOf('order', await order.ask({ path: '/products' }), stock)
      kept = { stocked, at: Date.now() }
      return undefined
    } catch (error) {
      return missing(toNoAnswer('order', error))
    } finally {
      asking = undefined
    }
  }

  return async (): Promise<Catalogue> => {
    const isFresh = kept && Date.now() - kept.at < freshFor
    asking ??= isFresh ? undefined : refresh()
    const trouble = isFresh ? undefined : await asking
    if (!trouble && kept)
      return { ...dated(kept.at), products: kept.stocked.map((one) => offer(one, view)), from: 'order' }
    const products = [...view.all()]
    const known = products.length > 0 || !kept ? products : kept.stocked.map((one) => offer(one, view))
    const newest = view.newest()
    return {
      products: known,
      from: 'own-view',
      asOf: newest === undefined ? null : new Date(newest).toISOString(),
      ageSeconds: secondsSince(order.condition().since?.getTime() ?? Date.now()),
      ...(trouble && { missing: trouble }),
    }
  }
}

/** Whether few are left is for the order service to say, and it has: on its topic. */
function offer({ id, name, price, available }: Stocked, view: ProductsView): Product {
  const announced = view.find(id)?.availability
  return { id, name, price, availability: available <= 0 ? 'SOLD_OUT' : (announced ?? 'IN_STOCK'), left: available }
}

const dated = (at: number) => ({ asOf: new Date(at).toISOString(), ageSeconds: secondsSince(at) })
const secondsSince = (time: number) => Math.max(0, Math.round((Date.now() - time) / 100) / 10)
