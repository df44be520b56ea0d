/** The gaps between neighbouring moments. */
export const gapsOf = (moments: readonly number[]): readonly number[] =>
  moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment))

/** The length from which on a stretch of time is folded: that of the shortest that dwarfs the rest. */
export function foldsFrom(gaps: readonly number[]): number {
  let rest = gaps.reduce((sum, gap) => sum + gap, 0)
  let shown = gaps.filter((gap) => gap > 0).length
  let from = Number.POSITIVE_INFINITY
  for (const gap of gaps.toSorted((one, other) => other - one)) {
    rest -= gap
    shown -= 1
    if (gap < shortest || gap < dwarfs * (rest / Math.max(1, shown))) break
    from = gap
  }
  return from
}

// Twenty milliseconds are worth seeing as they are; three times as long as all that is shorter, on average, is not.
const shortest = 20
const dwarfs = 3
