import type { ProcessName } from '@saga-shop/local'
import type { Scene } from './scene.ts'

/** A way in which systems like this one are commonly broken, as a change to a copy of our code. */
export interface Bug {
  readonly name: string
  /** Why people build it like that, in a sentence. */
  readonly why: string
  /** The promise that it breaks: the name of an invariant of the judge, or one of the self-test's own. */
  readonly breaks: string
  /** Whose code is broken; everybody else runs ours. */
  readonly runsIn: readonly ProcessName[]
  readonly edits: readonly Edit[]
  /** What has to happen before it shows. */
  readonly scene: Scene
  /** What only makes it show sooner, and breaks nothing by itself: a slow disk, a client that skips. */
  readonly aids?: readonly Edit[]
}

/** A piece of a file, which stands there exactly once, and what takes its place; an empty piece makes a new file. */
export interface Edit {
  readonly file: string
  readonly find: string
  readonly put: string
}
