// A slot whose relay is silent is given to another after wal_sender_timeout, 60 s unless set lower.
const longestSilence = 2_000

/** Notices that the process was stopped for a while: it cannot know, then, whether the slot is still its own. */
export class Pulse {
  private last = Date.now()
  private stoodStill = 0

  /** To be called all the time. A timer may fire before anything else does after a stop, and must not hide it. */
  beat(): void {
    const silence = Date.now() - this.last
    if (silence > longestSilence) this.stoodStill = silence
    this.last = Date.now()
  }

  check(): void {
    this.beat()
    if (this.stoodStill) throw new Error(`the process stood still for ${this.stoodStill} ms and may have lost its slot`)
  }
}
