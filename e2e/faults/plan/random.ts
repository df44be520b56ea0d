/** Chance that a seed decides: the same seed gives the same numbers on every machine. */
export interface Random {
  /** From 0 up to and without 1. */
  next(): number
  /** A whole number from `low` up to and with `high`. */
  between(low: number, high: number): number
  shuffled<Thing>(things: readonly Thing[]): Thing[]
}

/** Mulberry32: 32 bits of state, plenty for a schedule. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  function shuffled<Thing>(things: readonly Thing[]): Thing[] {
    return things
      .map((thing) => ({ thing, place: next() }))
      .sort((one, other) => one.place - other.place)
      .map(({ thing }) => thing)
  }
  return { next, between, shuffled }
}

/** Deals things in random order, each once before any comes again. */
export function dealer<Thing>(things: readonly Thing[], random: Random): () => Thing {
  let deck: Thing[] = []
  return () => {
    if (deck.length === 0) deck = random.shuffled(things)
    const dealt = deck.pop()
    if (dealt === undefined) throw new Error('there is nothing to deal')
    return dealt
  }
}
