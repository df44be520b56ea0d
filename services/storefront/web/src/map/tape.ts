/** What a topic's tape shows: how many events fell into each moment, the newest moment last. */
export interface Tape {
  /** The number of the newest moment since the beginning of time. */
  readonly newest: number
  readonly counts: readonly number[]
}

/** A cell of the tape is this long, in milliseconds. */
export const moment = 500

export const emptyTape = (cells: number, at: number): Tape => ({
  newest: Math.floor(at / moment),
  counts: new Array<number>(cells).fill(0),
})

/** The tape when time has gone on: old cells leave at the left. */
export function roll(tape: Tape, at: number): Tape {
  const newest = Math.floor(at / moment)
  const steps = Math.min(newest - tape.newest, tape.counts.length)
  if (steps <= 0) return tape
  return { newest, counts: [...tape.counts.slice(steps), ...new Array<number>(steps).fill(0)] }
}

/** The tape with one more event, now. */
export function land(tape: Tape, at: number): Tape {
  const rolled = roll(tape, at)
  return { ...rolled, counts: rolled.counts.with(-1, (rolled.counts.at(-1) ?? 0) + 1) }
}

/** The tape with another number of cells: the newest stay. */
export function resize(tape: Tape, cells: number): Tape {
  if (cells === tape.counts.length) return tape
  const missing = Math.max(0, cells - tape.counts.length)
  return { ...tape, counts: [...new Array<number>(missing).fill(0), ...tape.counts.slice(-cells)] }
}

/** How dark a cell is: nothing is nearly empty, every doubling is a step, and what is long ago is paler. */
export const darkness = (count: number, newness = 1) =>
  count === 0 ? 0.07 : Math.min(1, 0.62 + Math.log2(count) / 9) * (0.4 + 0.6 * newness)
