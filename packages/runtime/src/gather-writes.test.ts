import { Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gatherWrites } from './gather-writes.ts'

/** A stream that remembers what it was given in one piece. */
function streamWithPieces() {
  const pieces: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      pieces.push(String(chunk))
      done()
    },
    writev: (chunks, done) => {
      pieces.push(chunks.map(({ chunk }) => String(chunk)).join(''))
      done()
    },
  })
  return { stream, pieces }
}

test('what a turn writes leaves together, and nothing waits for the next turn', async () => {
  const { stream, pieces } = streamWithPieces()
  gatherWrites({ connection: { stream } })
  stream.write('begin; ')
  await Promise.resolve()
  stream.write('insert; ')
  await nextTurn()
  stream.write('commit')
  await nextTurn()
  expect(pieces).toEqual(['begin; insert; ', 'commit'])
})
