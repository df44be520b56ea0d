/** An event and when it arrived here. */
export interface Arrived<Event> {
  readonly event: Event
  readonly at: number
}

/** Events that have arrived and were not shown yet, oldest first. It forgets the oldest rather than grow without end. */
export interface Reel<Event> {
  readonly waiting: readonly Arrived<Event>[]
  readonly forgotten: number
}

// A quarter of an hour of a busy shop, or a minute of a very busy one.
const most = 12_000

export const emptyReel: Reel<never> = { waiting: [], forgotten: 0 }

export function arrive<Event>({ waiting, forgotten }: Reel<Event>, more: readonly Arrived<Event>[]): Reel<Event> {
  if (more.length === 0) return { waiting, forgotten }
  const all = [...waiting, ...more]
  const over = Math.max(0, all.length - most)
  return { waiting: over > 0 ? all.slice(over) : all, forgotten: forgotten + over }
}

/** What is due when the picture has got to `until`, and the rest. */
export function take<Event>(reel: Reel<Event>, until: number): { due: readonly Arrived<Event>[]; rest: Reel<Event> } {
  const later = reel.waiting.findIndex(({ at }) => at > until)
  const many = later === -1 ? reel.waiting.length : later
  if (many === 0) return { due: [], rest: reel }
  return { due: reel.waiting.slice(0, many), rest: { ...reel, waiting: reel.waiting.slice(many) } }
}

/** Only the next one. */
export function takeOne<Event>(reel: Reel<Event>): { due: readonly Arrived<Event>[]; rest: Reel<Event> } {
  return { due: reel.waiting.slice(0, 1), rest: { ...reel, waiting: reel.waiting.slice(1) } }
}
