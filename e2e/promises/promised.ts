/** A promise, and what it rests on. */
export interface Promised {
  readonly promise: string
  /** The files that keep it. */
  readonly mechanism: readonly string[]
  /** What tries to break it: test files, faults by kind. */
  readonly attackedBy: readonly string[]
  /** Who would notice: promises of the judge. */
  readonly judgedBy: readonly string[]
}

/** Where a story is. */
export const stories = (name: string) => `e2e/stories/${name}.e2e.test.ts`
/** Where a file of the runtime is. */
export const runtime = (name: string) => `packages/runtime/src/${name}.ts`
