import type { Readable } from 'node:stream'

/** Cuts a stream of text into lines, and tells each as soon as its end has arrived. Empty ones are left out. */
export async function eachLine(stream: Readable, tell: (line: string) => void): Promise<void> {
  stream.setEncoding('utf8') // a character may be cut in two by a chunk's end
  let begun = ''
  for await (const chunk of stream) {
    const lines = `${begun}${chunk}`.split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) if (line) tell(line)
  }
  if (begun) tell(begun)
}
