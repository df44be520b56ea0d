import type { Parcel } from './parcel.ts'
import { type RoadStep, roadTo } from './postcodes.ts'

/** A line of a parcel's history; `at` in epoch milliseconds. */
export type Step = { readonly at: number } & (
  | { readonly status: 'booked' | 'in_transit' | 'recalled' }
  | { readonly status: 'returned'; readonly reason: 'RECALLED' }
  | RoadStep
)

/** Everything that has happened to a parcel until `now`, oldest first. The same question has the same answer after a restart. */
export const historyOf = (parcel: Parcel, now: number): Step[] => wholeStory(parcel).filter((step) => step.at <= now)

/** Where a parcel is now. */
export const statusOf = (parcel: Parcel, now: number) => historyOf(parcel, now).at(-1)?.status ?? 'booked'

/** The history to its end, as far as it is decided today. */
function wholeStory({ bookedAt, handedOver, recalledAt, recipient }: Parcel): Step[] {
  const booked: Step = { status: 'booked', at: bookedAt }
  if (!handedOver) return recalledAt === undefined ? [booked] : [booked, { status: 'recalled', at: recalledAt }]
  const { at, stepMs } = handedOver
  const road = roadTo(recipient.postcode).map((step, index) => ({ ...step, at: at + (index + 1) * stepMs }))
  const story = [booked, { status: 'in_transit', at } as const, ...road]
  return recalledAt === undefined ? story : turnedBack(story, recalledAt, stepMs)
}

/** A recalled parcel turns round where it is and is back one step later, unless it is beyond recall. */
function turnedBack(story: Step[], recalledAt: number, stepMs: number): Step[] {
  const soFar = story.filter((step) => step.at <= recalledAt)
  const last = soFar.at(-1)?.status
  if (last === 'lost' || last === 'returned') return soFar
  return [...soFar, { status: 'returned', reason: 'RECALLED', at: recalledAt + stepMs }]
}
