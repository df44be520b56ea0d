import type { Trail } from '../../../src/api.ts'
import { clockOf } from './moments.ts'

/** What is said above the picture. */
export interface Figures {
  readonly toConfirmed: number | undefined
  readonly toEnd: { readonly type: string; readonly milliseconds: number } | undefined
  readonly events: number
  readonly heard: number
  readonly hearings: number
  readonly repeats: number
}

const ends = ['OrderDelivered', 'OrderReturned', 'OrderRefunded', 'OrderRejected', 'OrderCancelled']

export function figuresOf(trail: Trail): Figures {
  const at = ({ source, outbox, time }: Trail['events'][number]) => clockOf(trail, source)(outbox?.at ?? time)
  const start = Math.min(...trail.events.map(at))
  const until = (type: string) => {
    const event = trail.events.find((one) => one.type === type)
    return event && at(event) - start
  }
  const hearings = trail.events.flatMap((event) => event.hearings)
  const end = ends.flatMap((type) => {
    const milliseconds = until(type)
    return milliseconds === undefined ? [] : [{ type, milliseconds }]
  })
  return {
    toConfirmed: until('OrderConfirmed'),
    toEnd: end[0],
    events: trail.events.length,
    heard: hearings.filter(({ verdict }) => verdict === 'applied').length,
    hearings: hearings.length,
    repeats: hearings.reduce((sum, { repeats }) => sum + repeats, 0),
  }
}
