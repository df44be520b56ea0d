/** A piece of text that wants to stand at `x`, in a lane. */
export interface Wish {
  readonly id: string
  readonly lane: string
  readonly x: number
  readonly width: number
}

/** The row of each text within its lane, so that none stands on another: 0 is nearest to the lane. */
export function stack(wishes: readonly Wish[], gap = 8): ReadonlyMap<string, number> {
  const rows = new Map<string, number[]>()
  const answer = new Map<string, number>()
  for (const { id, lane, x, width } of wishes.toSorted((one, other) => one.x - other.x)) {
    const ends = rows.get(lane) ?? []
    const free = ends.findIndex((end) => end + gap <= x)
    const row = free === -1 ? ends.length : free
    ends[row] = x + width
    rows.set(lane, ends)
    answer.set(id, row)
  }
  return answer
}

/** About how wide a text is, without asking a browser. */
export const textWidth = (text: string, size: number) => text.length * size * 0.62
