import type { Trail } from '../../../src/api.ts'
import { hear, type OrderStory, untold } from '../story/order-story.ts'
import type { XrayLayout } from './layout.ts'
import { clockOf } from './moments.ts'
import { momentAt } from './place.ts'

/** The slider has this many steps over the whole picture. */
export const steps = 1_000

/** Where the slider stands: a place in the picture, the moment there, and whether a moment has come yet. */
export function rewindTo({ time, left }: XrayLayout, step: number) {
  const first = time.placed[0]
  const last = time.placed.at(-1)
  const x = (step / steps) * ((last?.x ?? 0) + 40)
  const moment = step >= steps ? Number.POSITIVE_INFINITY : momentAt(time, x)
  const since = Math.min(moment, last?.at ?? 0) - (first?.at ?? 0)
  return { x: left + x, moment, since, hasCome: (at: number) => at <= moment }
}

/** The order as it stood at a moment, as far as its events had been announced. */
export function storyAt(trail: Trail, moment: number): OrderStory {
  return trail.events
    .filter(({ source, outbox, time }) => clockOf(trail, source)(outbox?.at ?? time) <= moment)
    .reduce((story, { type, data }) => hear(story, { type, data }), untold)
}
