import type { Graph } from './graph.ts'
import type { Room, Scale } from './scale.ts'

/** Where a transaction stands, from left to right. */
export interface Placed {
  readonly id: string
  readonly at: number
  readonly x: number
}

/** A stretch of time in which nothing of this order happened. */
export interface Strip {
  readonly from: number
  readonly to: number
  readonly milliseconds: number
  readonly waitedFor: string | undefined
}

export interface TimeLine {
  readonly placed: readonly Placed[]
  readonly strips: readonly Strip[]
  readonly width: number
}

/** Puts transactions from left to right by time: long idle stretches folded, the rest to scale, nothing on top of each other. */
export function placeInTime({ boxes, arrows }: Graph, { pixelsPerMs, foldsFrom, room }: Scale): TimeLine {
  const strips: Strip[] = []
  const x = new Map<string, number>()
  const last = new Map<string, number>()
  let before = 0
  boxes.forEach((box, index) => {
    const gap = index === 0 ? 0 : box.at - (boxes[index - 1]?.at ?? box.at)
    const isFolded = index > 0 && gap >= foldsFrom
    const causes = arrows.filter(({ to }) => to === box.id).map(({ from }) => x.get(from))
    const earliest = Math.max(
      index === 0
        ? 0
        : before + (isFolded ? room.box + room.strip : gap === 0 ? 0 : Math.max(room.step, gap * pixelsPerMs)),
      (last.get(box.service) ?? -Infinity) + room.box + room.between,
      ...causes.map((cause) => (cause ?? -Infinity) + room.box + room.arrow),
    )
    if (isFolded) strips.push({ ...stripBefore(earliest, room), milliseconds: gap, waitedFor: box.waitedFor })
    x.set(box.id, earliest)
    last.set(box.service, earliest)
    before = Math.max(before, earliest)
  })
  const placed = boxes.map(({ id, at }) => ({ id, at, x: x.get(id) ?? 0 }))
  return { placed, strips, width: before + room.box }
}

/** Where folded time is drawn: between two transactions, clear of both. */
const stripBefore = (x: number, { strip }: Room) => ({
  from: x - strip + Math.min(6, strip / 4),
  to: x - Math.min(12, strip / 3),
})

/** The moment that stands at a place of the line, and the other way round: even between neighbours. */
export function momentAt({ placed }: TimeLine, x: number): number {
  return between(
    placed.map((one) => [one.x, one.at] as const),
    x,
  )
}
export function xAt({ placed }: TimeLine, moment: number): number {
  return between(
    placed.map((one) => [one.at, one.x] as const),
    moment,
  )
}

function between(pairs: readonly (readonly [number, number])[], key: number): number {
  const after = pairs.findIndex(([from]) => from > key)
  if (after === 0) return pairs[0]?.[1] ?? 0
  const [from, value] = pairs.at(after === -1 ? -1 : after - 1) ?? [0, 0]
  const [to, next] = after === -1 ? [from, value] : (pairs[after] ?? [from, value])
  return to === from ? value : value + ((key - from) / (to - from)) * (next - value)
}
