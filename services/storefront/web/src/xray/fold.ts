/** Which stretches of time between neighbouring moments are folded: those that dwarf the rest. */
export function folds(moments: readonly number[]): readonly boolean[] {
  const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment))
  const folded = gaps.map(() => false)
  const byLength = gaps.map((_, index) => index).toSorted((one, other) => (gaps[other] ?? 0) - (gaps[one] ?? 0))
  let rest = gaps.reduce((sum, gap) => sum + gap, 0)
  let shown = gaps.filter((gap) => gap > 0).length
  for (const index of byLength) {
    const gap = gaps[index] ?? 0
    rest -= gap
    shown -= 1
    if (gap < shortest || gap < dwarfs * (rest / Math.max(1, shown))) break
    folded[index] = true
  }
  return folded
}

// Twenty milliseconds are worth seeing as they are; three times as long as all that is shorter, on average, is not.
const shortest = 20
const dwarfs = 3
