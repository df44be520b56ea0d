import type { Entity } from './store.ts'

/** An entity before and after; null: there was none. */
export interface Moved {
  readonly before: unknown
  readonly after: unknown
}

/** The entities that a batch touches, as they change in memory: loaded once, saved once. */
export class Entities<State> {
  readonly #loaded: ReadonlyMap<string, Entity<State>>
  readonly #changed = new Map<string, State>()

  constructor(loaded: readonly Entity<State>[]) {
    this.#loaded = new Map(loaded.map((entity) => [entity.id, entity]))
  }

  get(id: string): State | undefined {
    return this.#changed.get(id) ?? this.#loaded.get(id)?.state
  }

  set(id: string, state: State) {
    this.#changed.set(id, state)
  }

  /** How it stood when it was loaded, and how it stands now. */
  moved(id: string): Moved {
    return { before: this.#loaded.get(id)?.state ?? null, after: this.get(id) ?? null }
  }

  /** Ids of those that did not exist before. */
  get born(): string[] {
    return [...this.#changed.keys()].filter((id) => !this.#loaded.has(id))
  }

  /** What has to be saved, each at the version that it must still have. */
  get changed(): Entity<State>[] {
    return [...this.#changed].map(([id, state]) => ({ id, state, version: this.#loaded.get(id)?.version ?? 0 }))
  }
}
