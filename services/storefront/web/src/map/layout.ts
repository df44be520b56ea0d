import type { EventKind, Topology } from '../story/topology.ts'
import { shortTopic, undoes } from '../story/topology.ts'
import { spread } from './spread.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

/** A way from one point to another, bent so that it leaves and arrives level. */
export interface Way {
  readonly from: Point
  readonly to: Point
}

export interface Station {
  readonly service: string
  /** Its left edge and its middle. */
  readonly x: number
  readonly y: number
}

/** A topic: its name, its tape, and the ways to and from it. */
export interface Row {
  readonly kind: EventKind
  readonly undoes: boolean
  readonly y: number
  readonly way: Way
  readonly ways: readonly (Way & { readonly listener: string })[]
}

export interface MapLayout {
  readonly width: number
  readonly height: number
  readonly compact: boolean
  readonly announcers: readonly Station[]
  readonly listeners: readonly Station[]
  readonly rows: readonly Row[]
  /** Where every tape begins, and how many cells it has. */
  readonly tape: { readonly x: number; readonly cells: number }
}

export const station = { width: 150, height: 56 }
export const cell = { step: 11, width: 9, height: 16 }
const top = 56
const nameWidth = 196
const gapToTape = 10

/** Where everything stands: announcers left, tapes in the middle, listeners right; one below the other where it is narrow. */
export function layoutMap(topology: Topology, width: number, height: number): MapLayout {
  const kinds = topology.services.flatMap((service) => topology.events.filter(({ owner }) => owner === service))
  return width < 760 ? narrow(kinds, width) : wide(topology, kinds, width, height)
}

function wide({ services }: Topology, kinds: readonly EventKind[], width: number, height: number): MapLayout {
  const rowHeight = Math.max(38, Math.min(48, (height - top - 30) / kinds.length))
  const yOf = (kind: EventKind) => top + kinds.indexOf(kind) * rowHeight
  const bottom = top + (kinds.length - 1) * rowHeight
  const listening = services.filter((service) => kinds.some(({ listeners }) => listeners.includes(service)))
  const announcing = services.filter((service) => kinds.some(({ owner }) => owner === service))
  const announcers = spread(
    announcing.map((name) => middle(kinds.filter(({ owner }) => owner === name).map(yOf))),
    station.height + 14,
    [top, bottom],
  ).map((y, index) => ({ service: announcing[index] ?? '', x: 0, y }))
  // Who listens stands in the customary sequence, whatever is heard: one looks for a service where it always is.
  const listeners = listening.map((service, index) => ({
    ...{ service, x: width - station.width },
    y: top + ((index + 0.5) / listening.length) * (bottom - top),
  }))
  const tapeX = station.width + 54 + nameWidth + gapToTape
  const cells = Math.max(10, Math.floor((width - station.width - 150 - tapeX) / cell.step))
  const rows = kinds.map((kind) => ({ kind, undoes: undoes(kind.type), y: yOf(kind) }))
  const tape = { x: tapeX, cells }
  return {
    width,
    height: bottom + 46,
    compact: false,
    announcers,
    listeners,
    tape,
    rows: wired(rows, announcers, listeners, tape),
  }
}

/** Each way gets a place of its own at the edge of the box it leaves or enters, so that lines can be told apart. */
function wired(
  rows: readonly Pick<Row, 'kind' | 'undoes' | 'y'>[],
  announcers: readonly Station[],
  listeners: readonly Station[],
  tape: MapLayout['tape'],
): Row[] {
  const tapeEnd = tape.x + tape.cells * cell.step + 6
  return rows.map((row) => ({
    ...row,
    way: {
      from: port(
        announcers,
        row.kind.owner,
        rows.filter(({ kind }) => kind.owner === row.kind.owner).indexOf(row),
        rows.filter(({ kind }) => kind.owner === row.kind.owner).length,
        station.width,
      ),
      to: { x: tape.x - gapToTape - nameLength(row.kind) - 8, y: row.y },
    },
    ways: row.kind.listeners.map((listener) => {
      const heard = rows.filter(({ kind }) => kind.listeners.includes(listener))
      return {
        listener,
        from: { x: tapeEnd, y: row.y },
        to: port(listeners, listener, heard.indexOf(row), heard.length, 0),
      }
    }),
  }))
}

function port(stations: readonly Station[], service: string, index: number, of: number, offset: number): Point {
  const at = stations.find((one) => one.service === service)
  const room = station.height - 16
  return { x: (at?.x ?? 0) + offset, y: (at?.y ?? 0) + ((index + 0.5) / of - 0.5) * room }
}

function narrow(kinds: readonly EventKind[], width: number): MapLayout {
  const rowHeight = 50
  const cells = Math.max(8, Math.floor((width - 4) / cell.step))
  const rows = kinds.map((kind, index) => {
    const y = 34 + index * rowHeight
    const way = { from: { x: 0, y }, to: { x: 0, y } }
    return { kind, undoes: undoes(kind.type), y, way, ways: [] }
  })
  return {
    width,
    height: kinds.length * rowHeight + 10,
    compact: true,
    announcers: [],
    listeners: [],
    rows,
    tape: { x: 0, cells },
  }
}

// The names are in a font of one width.
const nameLength = ({ topic }: EventKind) => shortTopic(topic).length * 7.55

const middle = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
