import type { Writable } from 'node:stream'

/**
 * Sends what a turn of the event loop writes to Postgres in one piece. pg writes each statement to the socket by itself:
 * a call of the system for each here, and one more reason to wake up there.
 */
export function gatherWrites(client: object) {
  const { stream } = (client as Connected).connection
  const write = stream.write.bind(stream) as (...words: unknown[]) => boolean
  let gathering = false
  stream.write = (...words: unknown[]) => {
    if (!gathering) {
      gathering = true
      stream.cork()
      process.nextTick(() => {
        gathering = false
        stream.uncork()
      })
    }
    return write(...words)
  }
}

/** What a client of pg has, and its types don't tell of. */
interface Connected {
  readonly connection: { readonly stream: Writable }
}
