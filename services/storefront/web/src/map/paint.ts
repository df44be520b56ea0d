import type { LiveEvent } from '../../../src/api.ts'
import type { Dot } from './flights.ts'
import { cell, type MapLayout } from './layout.ts'
import { darkness, type Tape } from './tape.ts'

/** The colours of the sheet of tokens, as a canvas wants them. */
export type Palette = Readonly<Record<string, string>>

const names = ['basket', 'order', 'payment', 'shipping', 'email', 'undo', 'card', 'ink']

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
}

export interface Picture {
  readonly layout: MapLayout
  readonly palette: Palette
  readonly tapes: ReadonlyMap<string, Tape>
  readonly dots: readonly Dot<LiveEvent>[]
  /** How many events of a topic its slowest listener has not heard. */
  readonly unheard: ReadonlyMap<string, number>
  readonly chosen: string | undefined
  /** Only this order is in colour. */
  readonly only: string | undefined
}

/** Paints what moves: the cells of the tapes, what is unheard of them, and the dots. */
export function paint(canvas: CanvasRenderingContext2D, picture: Picture) {
  const { layout } = picture
  const scale = canvas.getTransform().a
  canvas.clearRect(0, 0, canvas.canvas.width / scale, canvas.canvas.height / scale)
  for (const row of layout.rows) {
    canvas.fillStyle = picture.palette[row.kind.owner] ?? ''
    paintTape(canvas, picture, row.y, picture.tapes.get(row.kind.topic))
    paintUnheard(canvas, picture, row.y, picture.unheard.get(row.kind.topic) ?? 0)
  }
  canvas.globalAlpha = 1
  paintDots(canvas, picture)
}

function paintTape(canvas: CanvasRenderingContext2D, { layout }: Picture, y: number, tape: Tape | undefined) {
  const { x, cells } = layout.tape
  for (let index = 0; index < cells; index++) {
    canvas.globalAlpha = darkness(tape?.counts[index] ?? 0, (index + 1) / cells)
    canvas.fillRect(x + index * cell.step, y - cell.height / 2, cell.width, cell.height)
  }
}

// The part of the tape that somebody has not read yet: a line below it, from the right.
function paintUnheard(canvas: CanvasRenderingContext2D, { layout, palette }: Picture, y: number, unheard: number) {
  if (unheard === 0) return
  const { x, cells } = layout.tape
  const width = Math.min(cells, Math.ceil(Math.log2(unheard + 1) * 2)) * cell.step
  canvas.globalAlpha = 1
  canvas.fillStyle = palette['undo'] ?? ''
  canvas.fillRect(x + cells * cell.step - 2 - width, y + cell.height / 2 + 3, width, 3)
}

function paintDots(canvas: CanvasRenderingContext2D, { dots, palette, chosen, only }: Picture) {
  canvas.lineWidth = 2
  for (const { x, y, row, event } of dots) {
    const aside = only !== undefined && !event.correlationId?.startsWith(only)
    canvas.globalAlpha = aside ? 0.12 : 1
    canvas.beginPath()
    canvas.arc(x, y, event.id === chosen ? 8 : 5, 0, 7)
    // What is taken back is hollow: shape says it, not only colour.
    canvas.fillStyle = (row.undoes ? palette['card'] : palette[row.kind.owner]) ?? ''
    canvas.strokeStyle = (row.undoes ? palette['undo'] : palette['card']) ?? ''
    canvas.fill()
    canvas.stroke()
  }
  canvas.globalAlpha = 1
}
