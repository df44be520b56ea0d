import { services } from '@saga-shop/contracts'
import { clock, duration, hear, shortId, statusInWords, undoes, untold } from '@saga-shop/pages/story'
import { hopsToKafka, hopsToListener, type Step, timelineOf } from '@saga-shop/pages/xray'
import type { LiveEvent, Trail } from '@saga-shop/storefront/api'
import type { Colour, Paint } from '../demo/paint.ts'

const laneWidth = 10
const margin = ' '.repeat(11)

/** An order as lanes, a column for each service; a row for each event, from who announces it to who hears it. */
export function drawOrder(trail: Trail, paint: Paint, withHops = false): string[] {
  const story = trail.events.reduce(hear, untold)
  const heads = services.map((service) => paint(service, service.padEnd(laneWidth))).join('')
  return [
    `  order ${trail.orderId}  ${statusInWords(story)}`,
    '',
    `${margin}  ${heads}`,
    ...timelineOf(trail).flatMap((step) => [rowOf(step, paint), ...(withHops ? hopsOf(trail, step.id, paint) : [])]),
    ...underWay(trail, paint),
  ]
}

function rowOf({ since, type, source, undoes, heardBy }: Step, paint: Paint): string {
  const colour = undoes ? 'undo' : colourOf(source)
  const lane = (name: string) => (services as readonly string[]).indexOf(name)
  const reached = heardBy.map(({ service }) => lane(service))
  const [first, last] = [Math.min(lane(source), ...reached), Math.max(lane(source), ...reached)]
  const dash = undoes ? '╌' : '─'
  const line = services.map((_, here) => {
    const goesOn = here >= first && here < last
    const arrow = here < lane(source) ? '◀' : '▶'
    const sign = here === lane(source) ? '●' : reached.includes(here) ? arrow : here > first && goesOn ? dash : ' '
    return sign + (goesOn ? dash : ' ').repeat(laneWidth - 1)
  })
  const heard = heardBy.map(({ service, verdict, after }) =>
    verdict === 'applied' && after !== undefined ? `${service} ${duration(after)}` : `${service} ${verdict}`,
  )
  const time = `+${duration(since)}`.padStart(margin.length)
  return `${time}  ${paint(colour, line.join(''))}  ${paint(colour, type)}  ${paint('soft', heard.join(', '))}`
}

const colourOf = (name: string): Colour => services.find((service) => service === name) ?? 'soft'

function hopsOf(trail: Trail, id: string, paint: Paint): string[] {
  const event = trail.events.find((one) => one.id === id)
  if (!event) return []
  const hops = [
    ...hopsToKafka(trail, event),
    ...event.hearings.flatMap((hearing) => hopsToListener(trail, event, hearing)),
  ]
  return hops.map((hop) => {
    const [time, why] =
      hop.milliseconds === undefined ? ['', ` (not measured: ${hop.unmeasured})`] : [duration(hop.milliseconds), '']
    return paint('soft', `${margin}    ${time.padStart(8)}  ${hop.name}: ${hop.detail}${why}`)
  })
}

function underWay({ parts, calls }: Trail, paint: Paint): string[] {
  const silent = Object.values(parts).flatMap((part) =>
    'missing' in part ? `  ! ${part.service}: ${part.missing}` : [],
  )
  const waiting = calls.map(({ service, name, attempts }) => {
    const tried = attempts > 1 ? `, tried ${attempts} times` : ''
    return `  … ${service} waits for an answer to ${name}${tried}`
  })
  return [...silent.map((line) => paint('undo', line)), ...waiting.map((line) => paint('soft', line))]
}

/** One event in one line. */
export function drawEvent(event: LiveEvent, paint: Paint): string {
  const { time, writtenAt, type, source, correlationId, topic, partition, offset } = event
  const colour = undoes(type) ? 'undo' : colourOf(source)
  const order = correlationId ? shortId(correlationId) : ''
  const place = `${topic} / ${partition} / ${offset}`
  const what = source.padEnd(9) + type.padEnd(22)
  return `  ${paint('soft', clock(time ?? writtenAt))}  ${order.padEnd(9)}  ${paint(colour, what)}  ${paint('soft', place)}`
}
