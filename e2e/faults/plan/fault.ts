import type { Scene } from '../run/scene.ts'

/** One fault of a schedule: plain data, so that it can be kept and done again. */
export interface Fault {
  readonly number: number
  readonly kind: string
  readonly target: string
  /** Milliseconds after its round begins. */
  readonly after: number
  /** Milliseconds until it is healed. */
  readonly lasts: number
  /** From 0 to 1: decides whatever else the kind leaves to chance. */
  readonly roll: number
}

/** Faults that overlap. The next round begins when the shop has recovered from all of them. */
export type Round = readonly Fault[]

/** What a fault may happen to. */
export interface Target {
  readonly name: string
  /** The processes and paths that no other fault of the same round may touch. */
  readonly touches: readonly string[]
}

/** Undoes a fault. It need not wait until all is well again: that is measured. */
export type Heal = () => Promise<void>

/** One way in which things go wrong. */
export interface FaultKind {
  readonly name: string
  readonly targets: readonly Target[]
  /** For at least and at most how many milliseconds. */
  readonly lasts: readonly [number, number]
  /** Why it cannot be done on this machine, if it cannot. */
  leftOut?(): string | undefined
  /** Does it, and answers with how it is undone. */
  inject(scene: Scene, fault: Fault): Promise<Heal>
}

/** Targets that are one process each. */
export const processes = (names: readonly string[]): Target[] => names.map((name) => ({ name, touches: [name] }))
