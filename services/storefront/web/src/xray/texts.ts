import type { Graph } from './graph.ts'
import { stack, textWidth } from './labels.ts'

/** A text in a lane: how many rows away from it, and where it begins. */
export interface LaneText {
  readonly id: string
  readonly text: string
  readonly lane: string
  readonly x: number
  readonly row: number
}

/** The names of events, above the transactions that announced them. */
export function eventNames({ arrows }: Graph, xOf: ReadonlyMap<string, number>, right: number): LaneText[] {
  const first = new Map(arrows.map((arrow) => [arrow.event.id, arrow] as const))
  const texts = [...first.values()].map(({ event, from }) => ({
    id: event.id,
    text: event.type,
    lane: event.source,
    x: xOf.get(from) ?? 0,
  }))
  return inRows(texts, 12.5, right)
}

/** What each transaction is, below it. */
export function captions({ boxes }: Graph, xOf: ReadonlyMap<string, number>, right: number): LaneText[] {
  return inRows(
    boxes.map(({ id, label, service }) => ({ id, text: label, lane: service, x: xOf.get(id) ?? 0 })),
    11,
    right,
  )
}

/** How many rows of text there are in a lane. */
export const rowsIn = (texts: readonly LaneText[], lane: string) =>
  Math.max(0, ...texts.filter((text) => text.lane === lane).map(({ row }) => row + 1))

function inRows(texts: readonly Omit<LaneText, 'row'>[], size: number, right: number): LaneText[] {
  const within = texts
    .map((one) => ({ ...one, width: textWidth(one.text, size) }))
    .map((one) => ({ ...one, x: Math.min(one.x, right - one.width) }))
  const rows = stack(within)
  return within.map(({ width: _, ...one }) => ({ ...one, row: rows.get(one.id) ?? 0 }))
}
