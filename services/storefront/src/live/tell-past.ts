import type { ServerResponse } from 'node:http'
import type { Missed } from './catch-up.ts'

// Each time so many bytes, which have to be taken in this time, in milliseconds.
const piece = 256 * 1024
const patience = 15_000

/** Tells the past, a piece at a time, as fast as it is taken. False when it is not taken, or they have left. */
export async function tellPast(response: ServerResponse, { hello, messages }: Missed): Promise<boolean> {
  response.write(`retry: 1000\nevent: hello\ndata: ${JSON.stringify(hello)}\n\n`)
  let waiting: Buffer[] = []
  let size = 0
  for (const message of messages) {
    waiting.push(message)
    size += message.length
    if (size < piece) continue
    if (!response.write(Buffer.concat(waiting)) && !(await drained(response))) return false
    waiting = []
    size = 0
  }
  if (waiting.length > 0) response.write(Buffer.concat(waiting))
  return !response.destroyed
}

/** Whether what was written is taken, in time, by somebody who is still there. */
const drained = (response: ServerResponse) =>
  new Promise<boolean>((resolve) => {
    const late = setTimeout(() => end(false), patience)
    const taken = () => end(true)
    const left = () => end(false)
    function end(isTaken: boolean) {
      clearTimeout(late)
      response.off('drain', taken).off('close', left)
      resolve(isTaken)
    }
    response.once('drain', taken).once('close', left)
  })
