import type { LiveEvent } from '../../../src/api.ts'
import { hear, type OrderStory, untold } from '../story/order-story.ts'

/** Where the orders stand of which something was heard here. */
export interface Counted {
  readonly stories: ReadonlyMap<string, OrderStory>
  readonly counts: Readonly<Record<string, number>>
}

export const nobody: Counted = { stories: new Map(), counts: {} }

// The oldest are forgotten as stories, and stay counted.
const most = 4_000

/** The counts after one more event. */
export function counted({ stories, counts }: Counted, order: string, event: { type: string; data?: unknown }): Counted {
  const before = stories.get(order)
  const after = hear(before ?? untold, event)
  if (before && before.status === after.status) return { stories: remember(stories, order, after), counts }
  const moved = { ...counts, [after.status]: (counts[after.status] ?? 0) + 1 }
  if (before) moved[before.status] = (counts[before.status] ?? 1) - 1
  return { stories: remember(stories, order, after), counts: moved }
}

// The same map is kept: copying thousands of entries for each event would cost more than the picture.
function remember(stories: ReadonlyMap<string, OrderStory>, order: string, story: OrderStory) {
  const map = stories instanceof Map ? stories : new Map(stories)
  map.set(order, story)
  if (map.size > most) map.delete(map.keys().next().value ?? '')
  return map
}

/** The counts after one more event of the map: products are no orders. */
export const withEvent = (sofar: Counted, { correlationId, topic, type, data }: LiveEvent): Counted =>
  !correlationId || topic.includes('product') ? sofar : counted(sofar, correlationId, { type, data })
