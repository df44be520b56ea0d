import { duration } from '../story/words.ts'
import type { Arrow, Box, Graph } from './graph.ts'
import { stack, textWidth } from './labels.ts'
import { placeInTime, type Strip, type TimeLine } from './place.ts'
import { scaleOf } from './scale.ts'
import { captions, eventNames, type LaneText, rowsIn } from './texts.ts'

export interface Lane {
  readonly service: string
  readonly y: number
}
export interface DrawnBox extends Box {
  readonly x: number
  readonly y: number
}
export interface DrawnArrow extends Arrow {
  readonly path: string
  readonly end: { readonly x: number; readonly y: number }
  /** When it leaves: for the rewind. */
  readonly leftAt: number
}
export interface DrawnText extends LaneText {
  readonly y: number
  readonly at: number
}
/** Folded time, with what is said of it and in which row below the lanes. */
export interface DrawnStrip extends Strip {
  readonly text: string
  readonly row: number
}
export interface XrayLayout {
  readonly width: number
  readonly height: number
  readonly left: number
  /** How wide a transaction is. */
  readonly box: number
  /** Where the lanes end, and what is said of folded time begins. */
  readonly foot: number
  readonly lanes: readonly Lane[]
  readonly boxes: readonly DrawnBox[]
  readonly arrows: readonly DrawnArrow[]
  /** The names of events. */
  readonly names: readonly DrawnText[]
  readonly captions: readonly DrawnText[]
  readonly strips: readonly DrawnStrip[]
  readonly time: TimeLine
}

const left = 86
const row = { name: 17, caption: 14 }
const around = { lane: 26, top: 10, bottom: 30, right: 44 }

/** The X-ray of an order: a lane for each service, time from left to right; by the scale of two, if it is compared. */
export function layoutXray(
  graph: Graph,
  services: readonly string[],
  { width: wanted, height = 0, beside }: { readonly width: number; readonly height?: number; readonly beside?: Graph },
): XrayLayout {
  const scale = scaleOf(beside ? [graph, beside] : [graph], wanted - left - around.right)
  const time = placeInTime(graph, scale)
  const width = Math.max(wanted, left + time.width + around.right)
  const xOf = new Map(time.placed.map(({ id, x }) => [id, left + x]))
  const texts = { names: eventNames(graph, xOf, width - 6), captions: captions(graph, xOf, width - 6) }
  const lanes = lanesOf(services, texts, height)
  const y = (service: string) => lanes.find((lane) => lane.service === service)?.y ?? 0
  const boxes = graph.boxes.map((box) => ({ ...box, x: xOf.get(box.id) ?? 0, y: y(box.service) }))
  const at = (id: string | undefined) => boxes.find((box) => box.id === id)?.at ?? 0
  const strips = stripsOf(time)
  const foot = (lanes.at(-1)?.y ?? 0) + 20 + rowsIn(texts.captions, services.at(-1) ?? '') * row.caption
  const announcer = new Map(graph.arrows.map(({ event, from }) => [event.id, from]))
  return {
    ...{ width, left, box: scale.room.box, lanes, boxes, time },
    ...{ foot, height: foot + around.bottom - 8 + Math.max(0, ...strips.map((strip) => strip.row)) * row.caption },
    arrows: graph.arrows.map((arrow) => draw(arrow, boxes, y(arrow.service), scale.room.box)),
    names: texts.names.map((name) => ({
      ...name,
      y: y(name.lane) - 16 - name.row * row.name,
      at: at(announcer.get(name.id)),
    })),
    captions: texts.captions.map((caption) => ({
      ...caption,
      y: y(caption.lane) + 23 + caption.row * row.caption,
      at: at(caption.id),
    })),
    strips,
  }
}

function stripsOf({ strips }: TimeLine): DrawnStrip[] {
  const said = strips.map((strip, index) => {
    const text = [strip.waitedFor, duration(strip.milliseconds)].filter(Boolean).join(' ')
    return { ...strip, id: String(index), text, from: left + strip.from, to: left + strip.to }
  })
  const rows = stack(
    said.map(({ id, text, from, to }) => {
      const width = textWidth(text, 11)
      return { id, lane: '', x: (from + to - width) / 2, width }
    }),
  )
  return said.map(({ id, ...strip }) => ({ ...strip, row: rows.get(id) ?? 0 }))
}

interface Texts {
  readonly names: readonly LaneText[]
  readonly captions: readonly LaneText[]
}

/** Lanes as high as what stands in them needs; what is left over is shared. */
function lanesOf(services: readonly string[], { names, captions }: Texts, height: number): Lane[] {
  const heights = services.map((service) => ({
    above: rowsIn(names, service) * row.name + 10,
    below: 12 + rowsIn(captions, service) * row.caption,
  }))
  const needed = heights.reduce(
    (sum, { above, below }) => sum + above + below + around.lane,
    around.top + around.bottom,
  )
  const spare = Math.max(0, Math.min(60, (height - needed) / services.length))
  let y = around.top
  return services.map((service, index) => {
    const { above, below } = heights[index] ?? { above: 0, below: 0 }
    const lane = { service, y: y + above + spare / 2 }
    y = lane.y + below + around.lane + spare / 2
    return lane
  })
}

function draw(arrow: Arrow, boxes: readonly DrawnBox[], laneY: number, boxWidth: number): DrawnArrow {
  const from = boxes.find(({ id }) => id === arrow.from)
  const to = boxes.find(({ id }) => id === arrow.to)
  const start = { x: (from?.x ?? 0) + boxWidth, y: from?.y ?? 0 }
  const end = to ? { x: to.x, y: to.y } : { x: start.x + 40, y: laneY }
  const bend = Math.max(12, Math.min(60, (end.x - start.x) / 2))
  const path = `M${place(start.x, start.y)}C${place(start.x + bend, start.y)} ${place(end.x - bend, end.y)} ${place(end.x, end.y)}`
  return { ...arrow, path, end, leftAt: from?.at ?? 0 }
}

const place = (x: number, y: number) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
