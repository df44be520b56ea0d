import { folds } from './fold.ts'
import type { Graph } from './graph.ts'

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

export const boxWidth = 30
const stripWidth = 42
const least = { step: 10, inLane: boxWidth + 8, alongArrow: boxWidth + 18 }
// More than this many pixels for a millisecond would only make noise look important.
const finest = 14

/** Puts transactions from left to right by time: long idle stretches folded, the rest to scale, nothing on top of each other. */
export function placeInTime(graph: Graph, wanted: number): TimeLine {
  let [coarse, fine] = [0, finest]
  if (lineWith(graph, fine).width > wanted)
    for (let turn = 0; turn < 24; turn++) {
      const middle = (coarse + fine) / 2
      if (lineWith(graph, middle).width > wanted) fine = middle
      else coarse = middle
    }
  else coarse = fine
  return lineWith(graph, coarse)
}

function lineWith({ boxes, arrows }: Graph, pixelsPerMs: number): TimeLine {
  const folded = folds(boxes.map(({ at }) => at))
  const strips: Strip[] = []
  const x = new Map<string, number>()
  const last = new Map<string, number>()
  let before = 0
  boxes.forEach((box, index) => {
    const gap = index === 0 ? 0 : box.at - (boxes[index - 1]?.at ?? box.at)
    const isFolded = index > 0 && folded[index - 1] === true
    const causes = arrows.filter(({ to }) => to === box.id).map(({ from }) => x.get(from))
    const earliest = Math.max(
      index === 0
        ? 0
        : before + (isFolded ? boxWidth + stripWidth : gap === 0 ? 0 : Math.max(least.step, gap * pixelsPerMs)),
      (last.get(box.service) ?? -Infinity) + least.inLane,
      ...causes.map((cause) => (cause ?? -Infinity) + least.alongArrow),
    )
    if (isFolded)
      strips.push({ from: earliest - stripWidth + 6, to: earliest - 12, milliseconds: gap, waitedFor: box.waitedFor })
    x.set(box.id, earliest)
    last.set(box.service, earliest)
    before = Math.max(before, earliest)
  })
  const placed = boxes.map(({ id, at }) => ({ id, at, x: x.get(id) ?? 0 }))
  return { placed, strips, width: before + boxWidth }
}

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
