/** How checks went: how many passed, and which did not. */
export interface Tally {
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

export const nothingYet: Tally = { passed: 0, failed: [], skipped: [] }

/** Both together. */
export const add = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: [...one.failed, ...other.failed],
  skipped: [...one.skipped, ...other.skipped],
})

/** The line that everything ends with. */
export const summary = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`
