/** How often to see whether it is time to look, in milliseconds. Calls that become due between two ticks are claimed together. */
export const tick = 100
// How often to look for calls that this process does not know of, in milliseconds: others left them, or it was started anew.
const lookEvery = 1_000

export interface DueTimes {
  /** A call will be due in so many milliseconds. */
  expect(inMilliseconds: number): void
  /** Whether a call that is known of should be due by now, or it is time to look for others. */
  readonly areThere: boolean
  /** All that is due by now is looked for. */
  looked(): void
}

/** When to look for calls that have become due, without asking the database all the time. */
export function dueTimes(now: () => number = () => performance.now()): DueTimes {
  const expected = new Set<number>()
  let lookAgain = 0
  return {
    expect: (inMilliseconds) => expected.add(Math.ceil((now() + inMilliseconds) / tick) * tick),
    get areThere() {
      const time = now()
      return time >= lookAgain || [...expected].some((due) => due <= time)
    },
    looked: () => {
      const time = now()
      lookAgain = time + lookEvery
      for (const due of expected) if (due <= time) expected.delete(due)
    },
  }
}
