import type { WriteStream } from 'node:tty'
import { board, line } from './board.ts'
import { type Paint, paintFor } from './paint.ts'
import type { Progress } from './progress.ts'

/** Where the demo draws. */
export interface Screen {
  readonly paint: Paint
  say(line?: string): void
  /** Draws the progress until `work` is done: one block that lives on a terminal, a line per second elsewhere. */
  while<Result>(progress: Progress, work: Promise<Result>): Promise<Result>
}

/** A screen on a stream. */
export function openScreen(stream: Pick<WriteStream, 'write'> & Partial<WriteStream>): Screen {
  const paint = paintFor(stream)
  const say = (text = '') => void stream.write(`${text}\n`)

  return {
    paint,
    say,
    async while(progress, work) {
      const begin = performance.now()
      const seconds = () => (performance.now() - begin) / 1_000
      let drawn = 0
      const redraw = () => {
        const lines = board(progress, seconds(), paint, stream.columns ?? 80)
        stream.write(`${drawn > 0 ? `\u001b[${drawn}A\u001b[0J` : ''}${lines.join('\n')}\n`)
        drawn = lines.length
      }
      const draw = stream.isTTY ? redraw : () => say(line(progress, seconds()))
      const timer = setInterval(draw, stream.isTTY ? 200 : 1_000)
      try {
        return await work
      } finally {
        clearInterval(timer)
        draw()
      }
    },
  }
}
