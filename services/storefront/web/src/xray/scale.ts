import { foldsFrom, gapsOf } from './fold.ts'
import type { Graph } from './graph.ts'
import { placeInTime } from './place.ts'

/** How much room things take at the least, in pixels. */
export interface Room {
  /** A transaction. */
  readonly box: number
  /** A folded stretch of time. */
  readonly strip: number
  /** From one transaction to the next: of all, in a lane, along an arrow. */
  readonly step: number
  readonly between: number
  readonly arrow: number
}

/** How much room time and things take: two pictures with the same scale compare. */
export interface Scale {
  readonly pixelsPerMs: number
  /** Stretches of this length and longer are folded. */
  readonly foldsFrom: number
  readonly room: Room
}

const roomy: Room = { box: 30, strip: 42, step: 10, between: 8, arrow: 18 }
const dense: Room = { box: 16, strip: 28, step: 5, between: 6, arrow: 10 }
const tight: Room = { box: 12, strip: 15, step: 3, between: 3, arrow: 5 }
// More than this many pixels for a millisecond would only make noise look important.
const finest = 14

/** The finest scale by which each of these fits into a width; as dense as it gets where that is too narrow. */
export function scaleOf(graphs: readonly Graph[], wanted: number): Scale {
  const limit = foldsFrom(graphs.flatMap(({ boxes }) => gapsOf(boxes.map(({ at }) => at))))
  const fits = (scale: Scale) => graphs.every((graph) => placeInTime(graph, scale).width <= wanted)
  const at = (pixelsPerMs: number, room: Room): Scale => ({ pixelsPerMs, foldsFrom: limit, room })
  const room = [roomy, dense].find((room) => fits(at(0, room))) ?? (graphs.length > 1 ? tight : dense)
  if (fits(at(finest, room))) return at(finest, room)
  let [coarse, fine] = [0, finest]
  for (let turn = 0; turn < 24; turn++) {
    const middle = (coarse + fine) / 2
    if (fits(at(middle, room))) coarse = middle
    else fine = middle
  }
  return at(coarse, room)
}
