import { Misunderstood, parseWords, wholeNumber } from '@saga-shop/local'

export const usage = `Plays a recording of the shop in a browser: no Kafka, no Postgres, no Java.

  npm run play -- [file] [options]

  [file]           what npm run record wrote (docs/run/tour/recording.json)
  --port <n>       where on this machine (a free port)
  --out <folder>   only writes the pages and the recording there: any web server or GitHub Pages can serve them
  --help

Ctrl-C stops it. Exit code: 0 played or written, 1 this file cannot be played, 64 this was not understood.`

export interface PlayOptions {
  readonly file: string
  /** 0: a free one. */
  readonly port: number
  readonly out: string | undefined
}

const options = { port: { type: 'string', default: '0' }, out: { type: 'string' } } as const

/** What shall be played, and where. */
export function readCommandLine(words: readonly string[]): PlayOptions {
  const { values, positionals } = parseWords(words, { options, allowPositionals: true }, usage)
  const [file = 'docs/run/tour/recording.json', ...more] = positionals
  if (more.length > 0) throw new Misunderstood(`${more.join(' ')}: one recording at a time.\n\n${usage}`)
  return { file, port: wholeNumber('--port', values.port, 0, 65_535), out: values.out }
}
