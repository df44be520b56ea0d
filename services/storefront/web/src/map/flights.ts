import type { MapLayout, Point, Row, Way } from './layout.ts'

/** An event on its way over the map, since a moment of the air. */
export interface Flight<Event> {
  readonly event: Event
  readonly row: Row
  readonly since: number
}

/** An event as it is drawn at a moment. */
export interface Dot<Event> extends Point {
  readonly event: Event
  readonly row: Row
}

/** From the announcer to the tape; from the tape to the listeners. */
export const legs = { announce: 480, listen: 670 }

/** Where on the way, between 0 and 1, with a soft start and a soft end. The same curve as the line that is drawn. */
export function pointOn({ from, to }: Way, part: number): Point {
  const t = part * part * (3 - 2 * part)
  const bend = (from.x + to.x) / 2
  const u = 1 - t
  return {
    x: u ** 3 * from.x + 3 * u * u * t * bend + 3 * u * t * t * bend + t ** 3 * to.x,
    y: u ** 3 * from.y + 3 * u * u * t * from.y + 3 * u * t * t * to.y + t ** 3 * to.y,
  }
}

/** The line of a way, for SVG. */
export function curve({ from, to }: Way): string {
  const bend = (from.x + to.x) / 2
  return `M${round(from.x)} ${round(from.y)}C${round(bend)} ${round(from.y)} ${round(bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`
}

/** Every dot that is in the air: one on its way to the tape, then one for each listener. */
export function dotsAt<Event>(flights: readonly Flight<Event>[], air: number): Dot<Event>[] {
  const dots: Dot<Event>[] = []
  for (const { event, row, since } of flights) {
    const age = air - since
    if (age < 0 || age >= legs.announce + legs.listen) continue
    if (age < legs.announce) dots.push({ event, row, ...pointOn(row.way, age / legs.announce) })
    else for (const way of row.ways) dots.push({ event, row, ...pointOn(way, (age - legs.announce) / legs.listen) })
  }
  return dots
}

/** Those that have not arrived everywhere yet. */
export const stillFlying = <Event>(flights: readonly Flight<Event>[], air: number) =>
  flights.filter(({ since }) => air - since < legs.announce + legs.listen)

/** The flights of another layout: everything goes on where it was, on the new ways. */
export const moveTo = <Event>(flights: readonly Flight<Event>[], { rows }: MapLayout): Flight<Event>[] =>
  flights.flatMap((flight) => {
    const row = rows.find(({ kind }) => kind.topic === flight.row.kind.topic)
    return row ? [{ ...flight, row }] : []
  })

/** The dot under a finger or a pointer, the nearest first; nothing where there is none. */
export function dotNear<Event>(dots: readonly Dot<Event>[], { x, y }: Point, reach = 14): Dot<Event> | undefined {
  return dots
    .map((dot) => ({ dot, distance: Math.hypot(dot.x - x, dot.y - y) }))
    .filter(({ distance }) => distance <= reach)
    .toSorted((one, other) => one.distance - other.distance)[0]?.dot
}

const round = (value: number) => Math.round(value * 10) / 10
