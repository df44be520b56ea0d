const wordsPerId = 4

/** Ids of events: 16 bytes and a mark for each, at most half filled. A set of texts would take five times as much. */
export class IdSet {
  size = 0
  marked = 0
  private words = new Int32Array(wordsPerId * 1024)
  /** 0: free, 1: there, 2: marked. */
  private states = new Uint8Array(1024)

  /** Adds an id; text that is none is left out. */
  add(id: string): void {
    const words = wordsOf(id)
    if (!words) return
    if (this.size * 2 >= this.states.length) this.grow()
    this.put(words, 1)
  }

  /** Marks an id. Whether it is there. */
  mark(id: string): boolean {
    const slot = this.find(id)
    if (slot < 0) return false
    if (this.states[slot] === 1) this.marked++
    this.states[slot] = 2
    return true
  }

  isMarked(id: string): boolean {
    return this.states[this.find(id)] === 2
  }

  private find(id: string): number {
    const words = wordsOf(id)
    if (!words) return -1
    const slot = this.slotOf(words)
    return this.states[slot] ? slot : -1
  }

  private put(words: Int32Array, state: number): void {
    const slot = this.slotOf(words)
    if (this.states[slot]) return
    this.words.set(words, slot * wordsPerId)
    this.states[slot] = state
    this.size++
  }

  /** Where an id is, or may go. The last bits of a UUID are random in every version. */
  private slotOf(words: Int32Array): number {
    const mask = this.states.length - 1
    let slot = (words[3] ?? 0) & mask
    while (this.states[slot] && !this.holds(slot, words)) slot = (slot + 1) & mask
    return slot
  }

  private holds(slot: number, words: Int32Array): boolean {
    for (let word = 0; word < wordsPerId; word++) if (this.words[slot * wordsPerId + word] !== words[word]) return false
    return true
  }

  private grow(): void {
    const { words, states } = this
    this.words = new Int32Array(words.length * 2)
    this.states = new Uint8Array(states.length * 2)
    this.size = 0
    for (const [slot, state] of states.entries())
      if (state) this.put(words.subarray(slot * wordsPerId, (slot + 1) * wordsPerId), state)
  }
}

const uuid = /^([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})([\da-f]{8})$/

function wordsOf(id: string): Int32Array | undefined {
  const [, first, second, third, fourth, fifth, last] = uuid.exec(id) ?? []
  return first === undefined
    ? undefined
    : Int32Array.of(hex(first), hex(`${second}${third}`), hex(`${fourth}${fifth}`), hex(last))
}

const hex = (digits = '') => Number.parseInt(digits, 16) | 0
