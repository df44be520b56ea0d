import type { DueIntent } from '@saga-shop/runtime'
import { BookParcel, HandOver, Recall, type Step, Track } from './calls.ts'

const failed = (attempt: number): Step => ({ status: 'delivery_failed', attempt })
/** What can happen to a parcel on its way. */
export const roads = {
  delivered: [{ status: 'delivered' }],
  'delivered at last': [failed(1), { status: 'delivered' }],
  undeliverable: [failed(1), failed(2), failed(3), { status: 'returned', reason: 'UNDELIVERABLE' }],
  lost: [{ status: 'lost' }],
} satisfies Record<string, Step[]>
export type Road = keyof typeof roads

/** What the carrier does with one parcel, at its own pace: it does everything once, and its history only grows. */
export function carriedAlong(road: Road) {
  const ahead: Step[] = [...roads[road]]
  const history: Step[] = []
  let [left, recalled] = [false, false]
  const isEnded = () => ['lost', 'returned'].includes(history.at(-1)?.status ?? '')
  return {
    travelOn: () => {
      if (!left || isEnded()) return
      const step: Step | undefined = recalled ? { status: 'returned', reason: 'RECALLED' } : ahead.shift()
      if (step) history.push(step)
    },
    /** What the call's outcome is, or undefined while there is no news. */
    answer: ({ kind, body }: DueIntent): unknown => {
      if (kind === BookParcel.name) return { trackingId: 'tr_1' }
      if (kind === Track.name) return trackedAfter(history, (body as { known: number }).known)
      if (kind === HandOver.name) left ||= !recalled
      if (kind === Recall.name) recalled = true
      return { left }
    },
  }
}

const trackedAfter = (history: Step[], known: number) => {
  const step = history[known - 2]
  return step && { known, step }
}
