import type { ShopMap } from '../../../src/api.ts'
import { shortTopic } from '../story/topology.ts'
import { announcerWords, listenerWords, troubleOf } from './figures.ts'
import { curve } from './flights.ts'
import { cell, type MapLayout, type Row, type Station, station } from './layout.ts'

/** Everything that stands still: services, topics, and the ways between them. */
export function Drawing({ layout, figures }: { readonly layout: MapLayout; readonly figures: ShopMap | undefined }) {
  const { width, height, compact, rows, announcers, listeners, tape } = layout
  const service = (name: string) => figures?.services.find((one) => one.name === name)
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label="Services announce on the left, topics in the middle, listeners on the right"
    >
      {!compact && <Headings layout={layout} />}
      {rows.map((row) => (
        <Topic key={row.kind.topic} row={row} layout={layout} figures={figures} />
      ))}
      {announcers.map((at) => (
        <Box
          key={at.service}
          at={at}
          words={announcerWords(service(at.service))}
          trouble={troubleOf(service(at.service))}
        />
      ))}
      {listeners.map((at) => (
        <Box
          key={at.service}
          at={at}
          words={listenerWords(service(at.service))}
          trouble={troubleOf(service(at.service))}
        />
      ))}
      {!compact && <title>{`${rows.length} topics, ${tape.cells} moments of each`}</title>}
    </svg>
  )
}

const Headings = ({ layout: { width, tape } }: { readonly layout: MapLayout }) => (
  <g class="tick">
    <text x="0" y="16">
      announce
    </text>
    <text x={tape.x} y="16">
      topics, newest on the right, half a second a cell
    </text>
    <text x={width - station.width} y="16">
      listen
    </text>
  </g>
)

function Topic({
  row,
  layout,
  figures,
}: {
  readonly row: Row
  readonly layout: MapLayout
  readonly figures: ShopMap | undefined
}) {
  const { kind, y, way, ways } = row
  const dash = row.undoes ? '4 4' : undefined
  const rate = figures?.topics.find(({ topic }) => topic === kind.topic)?.perSecond
  const end = layout.tape.x + layout.tape.cells * cell.step
  if (layout.compact) return <NarrowTopic row={row} width={layout.width} rate={rate} />
  return (
    <g class={kind.owner}>
      <path d={curve(way)} class="way" stroke-dasharray={dash} />
      {ways.map((each) => (
        <path key={each.listener} d={curve(each)} class="way far" stroke-dasharray={dash} />
      ))}
      <text x={layout.tape.x - 10} y={y + 4} text-anchor="end" class="topic">
        {shortTopic(kind.topic)}
      </text>
      {rate !== undefined && rate > 0 && (
        <text x={end} y={y - 13} text-anchor="end" class="tick rate">
          {rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s
        </text>
      )}
    </g>
  )
}

const NarrowTopic = ({
  row: { kind, y },
  width,
  rate,
}: {
  readonly row: Row
  readonly width: number
  readonly rate: number | undefined
}) => (
  <g class={kind.owner}>
    <text x="0" y={y - 14} class="topic">
      {shortTopic(kind.topic)}
    </text>
    <text x={width} y={y - 14} text-anchor="end" class="tick">
      {rate ? `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s` : ''}
    </text>
  </g>
)

function Box({
  at: { service, x, y },
  words,
  trouble,
}: {
  readonly at: Station
  readonly words: string
  readonly trouble: string | undefined
}) {
  return (
    <g class={service}>
      <rect
        x={x + 1}
        y={y - station.height / 2}
        width={station.width - 2}
        height={station.height}
        rx="10"
        class="box"
        stroke-dasharray={trouble ? '5 4' : undefined}
      />
      <text x={x + 14} y={y - 4} class="service">
        {service}
      </text>
      <text x={x + 14} y={y + 14} class={trouble ? 'tick trouble' : 'tick'}>
        {trouble ?? words}
      </text>
    </g>
  )
}
