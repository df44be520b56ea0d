import { undoes } from '../story/topology.ts'
import type { DrawnArrow, DrawnBox, DrawnStrip, DrawnText, XrayLayout } from './layout.ts'
import type { rewindTo } from './rewind.ts'

interface DrawnProps {
  readonly layout: XrayLayout
  readonly chosen: string | undefined
  readonly label: string
  readonly rewind: ReturnType<typeof rewindTo> | undefined
  hasCome(at: number): boolean
}

/** The picture. The list below it says the same in words, so that here nothing needs the keyboard. */
export const Drawn = ({ layout, chosen, label, rewind, hasCome }: DrawnProps) => (
  <svg
    viewBox={`0 0 ${layout.width} ${layout.height}`}
    width={layout.width}
    height={layout.height}
    role="img"
    aria-label={label}
  >
    {layout.lanes.map(({ service, y }) => (
      <g key={service} class={service}>
        <line x1={layout.left - 8} x2={layout.width - 8} y1={y} y2={y} class="lane" />
        <text x="4" y={y + 5} class="lane-name">
          {service}
        </text>
      </g>
    ))}
    {layout.strips.map((strip) => (
      <Folded key={strip.from} strip={strip} foot={layout.foot} />
    ))}
    {layout.arrows.map((arrow) => (
      <Way
        key={`${arrow.event.id} ${arrow.service}`}
        arrow={arrow}
        on={arrow.event.id === chosen}
        faint={!hasCome(arrow.leftAt)}
      />
    ))}
    {layout.boxes.map((box) => (
      <Transaction key={box.id} box={box} width={layout.box} faint={!hasCome(box.at)} />
    ))}
    {layout.captions.map(({ id, text, x, y, at }) => (
      <text key={id} x={x} y={y} class={hasCome(at) ? 'tick caption' : 'tick caption faint'}>
        {text}
      </text>
    ))}
    {layout.names.map((name) => (
      <Name key={name.id} name={name} on={name.id === chosen} faint={!hasCome(name.at)} />
    ))}
    {rewind && <line x1={rewind.x} x2={rewind.x} y1="4" y2={layout.foot} class="now" />}
  </svg>
)

const Folded = ({ strip: { from, to, text, row }, foot }: { readonly strip: DrawnStrip; readonly foot: number }) => (
  <g>
    <rect x={from} y="4" width={to - from} height={foot - 4} class="folded" rx="3" />
    <text x={(from + to) / 2} y={foot + 14 + row * 14} text-anchor="middle" class="tick">
      {text}
    </text>
  </g>
)

function Way({ arrow, on, faint }: { readonly arrow: DrawnArrow; readonly on: boolean; readonly faint: boolean }) {
  const { event, path, end, to, hearing } = arrow
  return (
    <g
      class={`flow ${arrow.undoes ? 'undo' : event.source} ${on ? 'on' : ''} ${faint ? 'faint' : ''}`}
      data-event={event.id}
    >
      <path d={path} class="reach" />
      <path d={path} class="stroke" stroke-dasharray={arrow.undoes ? '5 4' : undefined} />
      {to && (
        <circle
          cx={end.x}
          cy={end.y}
          r={hearing.verdict === 'applied' ? 3.5 : 5}
          class={hearing.verdict === 'applied' ? 'head' : 'head open'}
        />
      )}
      {!to && (
        <text x={end.x + 4} y={end.y + 4} class="tick">
          {hearing.verdict === 'unknown' ? '?' : '…'}
        </text>
      )}
      <title>{`${event.type}: ${event.source} to ${arrow.service}`}</title>
    </g>
  )
}

const Transaction = ({
  box: { service, x, y, verdict },
  width,
  faint,
}: {
  readonly box: DrawnBox
  readonly width: number
  readonly faint: boolean
}) => (
  <g class={`${service} ${faint ? 'faint' : ''}`}>
    <rect
      x={x}
      y={y - 9}
      width={width}
      height="18"
      rx="5"
      class="work"
      stroke-dasharray={verdict === 'applied' ? undefined : '3 3'}
    />
  </g>
)

interface NameProps {
  readonly name: DrawnText
  readonly on: boolean
  readonly faint: boolean
}

const Name = ({ name: { id, text, lane, x, y }, on, faint }: NameProps) => (
  <text
    x={x}
    y={y}
    class={`ev ${undoes(text) ? 'undo' : lane} ${on ? 'on' : ''} ${faint ? 'faint' : ''}`}
    data-event={id}
  >
    {text}
  </text>
)
