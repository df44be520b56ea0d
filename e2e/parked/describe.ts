import type { LedTo, Legible, ParkedStory, Redriven } from '@saga-shop/runtime/answers'
import type { ParkedAt } from './ask.ts'

/** What is parked, order by order: the one at fault, and how many wait behind it. */
export function describeList(parked: readonly ParkedAt[]): string {
  if (parked.length === 0) return 'Nothing is parked.'
  const orders = Map.groupBy(parked, ({ service, order }) => `${service} ${order}`)
  return [...orders.values()].flatMap(describeOrder).join('\n')
}

function describeOrder(items: readonly ParkedAt[]): string[] {
  const waiting = items.filter(({ reason }) => reason === null).length
  const lines = items.flatMap(({ service, id, order, reason, parkedAt, attempts, ...item }) =>
    reason === null
      ? []
      : [
          `${service}/${id}  order ${order}`,
          `    ${item.name}${placeOf(item)}, since ${parkedAt}${attempts > 1 ? `, tried ${attempts} times` : ''}`,
          `    ${reason}`,
        ],
  )
  return [...lines, ...(waiting > 0 ? [`    ${waiting} later events of this order wait behind it`] : [])]
}

const placeOf = ({ partition, offset }: Pick<ParkedAt, 'partition' | 'offset'>) =>
  partition === null ? '' : `, partition ${partition}, offset ${offset}`

/** All that is known of one. */
export function describeOne(name: string, story: ParkedStory) {
  const { item, headers, body, unreadable, legible, outcome, bytes, history } = story
  const head = item
    ? [
        `${name}  order ${item.order}: ${item.name}${placeOf(item)}`,
        item.reason === null ? 'waits behind an earlier one of its order' : `the rule that failed: ${item.reason}`,
      ]
    : [`${name} is parked no more`]
  return [
    ...head,
    ...Object.entries(headers ?? {}).map(([header, value]) => `  ${header}: ${textOf(value)}`),
    ...(body === undefined ? [] : ['it says:', JSON.stringify(body, null, 2)]),
    ...(unreadable === undefined ? [] : [`it cannot be read: ${unreadable}`]),
    ...(legible === undefined ? [] : describeLegible(legible)),
    ...(outcome === undefined || outcome === null ? [] : ['its outcome:', JSON.stringify(outcome, null, 2)]),
    ...(bytes === undefined || body !== undefined ? [] : [`its bytes (base64): ${bytes}`]),
    ...(story.stands === undefined ? [] : ['it will meet:', JSON.stringify(story.stands, null, 2)]),
    'history:',
    ...history.flatMap(({ at, action, by, reason, ledTo }) => [
      `  ${at}  ${action} by ${by}${reason ? `: ${reason}` : ''}`,
      ...(ledTo ? describeLedTo(ledTo) : []),
    ]),
  ].join('\n')
}

const describeLegible = ({ as, fields, stopsAt, stopsIn }: Legible) => [
  `read as ${as}, it makes sense up to byte ${stopsAt}${stopsIn === null ? '' : `, where ${stopsIn} should begin`}:`,
  JSON.stringify(fields, null, 2),
]

const describeLedTo = ({ announced, owes, before, after }: LedTo) => [
  `    led to: ${[...announced.map(({ type }) => type), ...owes].join(', ') || 'nothing'}`,
  `    before: ${JSON.stringify(before)}`,
  `    after:  ${JSON.stringify(after)}`,
]

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** What came of it. */
export function describeDone(what: string, { heard, calls = 0, failed }: Redriven): string {
  const done = [`${heard} events heard`, ...(calls > 0 ? [`${calls} calls taken up again`] : [])].join(', ')
  return failed ? `${what}: ${done}; then ${failed.id} failed again: ${failed.reason}` : `${what}: ${done}`
}
