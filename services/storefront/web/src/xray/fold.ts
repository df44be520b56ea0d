/** Which stretches of time between neighbouring moments are folded: those that dwarf the rest. */
export function folds(moments: readonly number[]): readonly boolean[] {
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment))
  const folded = gaps.map(() => false)
  const byLength = gaps.map((_, index) => index).toSorted((one, other) => (gaps[other] ?? 0) - (gaps[one] ?? 0))
  let rest = gaps.reduce((sum, gap) => sum + gap, 0)
  for (const index of byLength) {
    const gap = gaps[index] ?? 0
    if (gap < shortest || gap < share * rest) break
    folded[index] = true
    rest -= gap
  }
  return folded
}

// Twenty milliseconds are worth seeing as they are; a third of all that is to be seen is too much for one stretch.
const shortest = 20
const share = 0.3
