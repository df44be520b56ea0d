// A slot whose relay is silent is given to another after wal_sender_timeout, 60 s unless set lower.
const longestSilence = 2_000

/** Notices that the process was stopped for a while: it cannot know, then, whether the slot is still its own. */
export class Pulse {
  private last = Date.now()

  beat(): void {
    this.last = Date.now()
  }

  check(): void {
    const silence = Date.now() - this.last
    if (silence > longestSilence)
      throw new Error(`the process stood still for ${silence} ms and may have lost its slot`)
  }
}
