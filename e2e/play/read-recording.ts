import { readFileSync } from 'node:fs'
import { Problem } from '@saga-shop/local'
import { type Recording, readRecording } from '@saga-shop/pages/recording'
import { driftIn } from './drift.ts'

/** Reads a recording that today's pages can play, or says why they cannot. */
export function recordingIn(file: string): Recording {
  const recording = parse(file)
  const [first, ...more] = driftIn(recording)
  if (!first) return recording
  const others = more.length > 0 ? ` (and ${more.length} more)` : ''
  throw new Problem(`${file} was recorded from another version of the shop. Record it anew. ${first}${others}`)
}

function parse(file: string): Recording {
  try {
    return readRecording(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const why = error instanceof SyntaxError ? 'This file is no JSON.' : error instanceof Error ? error.message : error
    throw new Problem(`${file} cannot be played: ${why}`)
  }
}
