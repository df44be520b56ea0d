/**
 * Moves points on a line apart until neighbours have their distance, each as little as possible from where it wanted
 * to be, and all within the bounds where there is room. Their sequence by wish is kept; answers are in the given order.
 */
export function spread(
  wishes: readonly number[],
  distance: number,
  [least, most]: readonly [number, number],
): number[] {
  const order = wishes.map((_, index) => index).toSorted((one, other) => (wishes[one] ?? 0) - (wishes[other] ?? 0))
  const groups: { sum: number; members: number[] }[] = []
  for (const index of order) {
    groups.push({ sum: wishes[index] ?? 0, members: [index] })
    while (groups.length > 1 && tooClose(groups, distance)) merge(groups)
  }
  const places = new Array<number>(wishes.length).fill(0)
  for (const group of groups) {
    const half = ((group.members.length - 1) * distance) / 2
    const centre = Math.max(least + half, Math.min(most - half, centreOf(group)))
    group.members.forEach((index, nth) => {
      places[index] = centre - half + nth * distance
    })
  }
  return places
}

type Group = { sum: number; members: number[] }

const centreOf = ({ sum, members }: Group) => sum / members.length

function tooClose(groups: readonly Group[], distance: number): boolean {
  const [before, last] = groups.slice(-2)
  if (!before || !last) return false
  return centreOf(last) - centreOf(before) < ((before.members.length + last.members.length) / 2) * distance
}

function merge(groups: Group[]): void {
  const last = groups.pop()
  const before = groups.at(-1)
  if (!last || !before) return
  before.sum += last.sum
  before.members.push(...last.members)
}
