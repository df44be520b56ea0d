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
  /** Says no more. */
  close(): void
}

/** A screen on a stream. */
export function openScreen(stream: Pick<WriteStream, 'write'> & Partial<WriteStream>): Screen {
  const paint = paintFor(stream)
  let live = 0 // lines of a block that is drawn over
  let closed = false
  const write = (lines: readonly string[]) => {
    if (closed) return
    stream.write(`${live > 0 ? `\u001b[${live}A\u001b[0J` : ''}${lines.join('\n')}\n`)
    live = 0
  }
  const redraw = (lines: readonly string[]) => {
    write(lines)
    live = lines.length
  }

  return {
    paint,
    say: (text = '') => write([text]),
    async while(progress, work) {
      const begin = performance.now()
      const seconds = () => (performance.now() - begin) / 1_000
      const draw = () =>
        stream.isTTY
          ? redraw(board(progress, seconds(), paint, stream.columns ?? 80))
          : write([line(progress, seconds())])
      const timer = setInterval(draw, stream.isTTY ? 200 : 1_000)
      try {
        return await work
      } finally {
        clearInterval(timer)
        draw()
        live = 0
      }
    },
    close: () => {
      closed = true
    },
  }
}
