import type { EventKind } from '@saga-shop/contracts'
import type { Extent } from '../kafka/port.ts'
import { type Standing, whatIsWrong } from '../watching/standing.ts'

// A broker that has just come back may not know at once how far its log reaches.
const looks = 3

/** A partition that was given to us, and where we would go on. */
export type Given = Standing & { readonly compacted: boolean }

/** Where each partition would go on. */
export const givenOf = (
  partitions: readonly Extent[],
  positions: ReadonlyMap<string, number>,
  kinds: ReadonlyMap<string, EventKind<unknown>>,
): Given[] =>
  partitions.map((extent) => ({
    ...extent,
    position: positions.get(`${extent.topic} ${extent.partition}`) ?? extent.begin,
    compacted: kinds.get(extent.topic)?.compacted ?? false,
  }))

/** Looks at where we would go on: throws while it may yet turn out well, then says what cannot be accepted. */
export function assignmentCheck() {
  let doubts = 0
  return (given: readonly Given[]): { standing: Given; reason: string }[] => {
    const wrong = given.flatMap((standing) => {
      const reason = whatIsWrong(standing, standing)
      return reason === undefined ? [] : [{ standing, reason }]
    })
    if (wrong[0] && ++doubts < looks) throw new Error(wrong[0].reason)
    doubts = 0
    return wrong
  }
}
