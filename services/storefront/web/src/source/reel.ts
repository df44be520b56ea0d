/** Something that happened, and when, counted from the beginning of a recording. */
export interface Timed {
  readonly at: number
}

/** What happened in a stretch of playing time. The recording begins again when it is over. */
export function between<Item extends Timed>(items: readonly Item[], length: number, from: number, to: number): Item[] {
  if (length <= 0 || to <= from) return []
  const found: Item[] = []
  for (let round = Math.floor(from / length); round * length < to; round++)
    for (const item of items) {
      const at = round * length + item.at
      if (at >= from && at < to) found.push(item)
    }
  return found
}

/** What was so at a moment: the last that was noted before it. */
export function at<Item extends Timed>(items: readonly Item[], length: number, moment: number): Item | undefined {
  const within = length > 0 ? moment % length : 0
  return items.findLast((item) => item.at <= within) ?? items[0]
}
