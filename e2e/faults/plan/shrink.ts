import type { Round } from './fault.ts'

/**
 * Looks for a shorter schedule that fails as well: first the last round alone, which is where most trouble shows, then
 * halves, then single rounds and faults left out. Ends when nothing shorter fails, or time is up.
 */
export async function shrink(
  rounds: readonly Round[],
  fails: (rounds: readonly Round[]) => Promise<boolean>,
  timeIsUp: () => boolean,
): Promise<readonly Round[]> {
  for (const shorter of shorterThan(rounds)) {
    if (timeIsUp()) return rounds
    if (await fails(shorter)) return shrink(shorter, fails, timeIsUp)
  }
  return rounds
}

function* shorterThan(rounds: readonly Round[]): Generator<readonly Round[]> {
  const { length } = rounds
  const middle = length >> 1
  if (length > 2) yield rounds.slice(-1)
  if (length > 1) yield rounds.slice(middle)
  if (length > 1) yield rounds.slice(0, middle)
  if (length > 2) for (const index of rounds.keys()) yield rounds.toSpliced(index, 1)
  for (const [index, round] of rounds.entries())
    if (round.length > 1) for (const place of round.keys()) yield rounds.with(index, round.toSpliced(place, 1))
}
