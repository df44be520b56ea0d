/** Something the person at the keyboard can put right: shown as one line, without a stack trace. */
export class Problem extends Error {
  override readonly name = 'Problem'
}

/** What was typed makes no sense. */
export class Misunderstood extends Problem {}
