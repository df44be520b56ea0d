import type { OrderState } from '@saga-shop/contracts'
import type { Colour, Paint } from './paint.ts'
import type { Followed, Progress } from './progress.ts'

/** The states in the order in which they are drawn, with who is at work in each. */
const rows: readonly (readonly [OrderState | 'requested', Colour])[] = [
  ['requested', 'basket'],
  ['validated', 'payment'],
  ['confirmed', 'order'],
  ['preparing', 'shipping'],
  ['shipped', 'shipping'],
  ['delivered', 'good'],
  ['rejected', 'undo'],
  ['cancelled', 'undo'],
  ['returned', 'undo'],
]

/** The orders by state: one dot each, as long as there is room; hollow while something is still to come. */
export function board(progress: Progress, seconds: number, paint: Paint, columns: number): string[] {
  const orders = [...progress.orders.values()]
  const room = Math.max(10, columns - 20)
  const each = Math.max(1, Math.ceil(Math.max(...rows.map(([state]) => inState(orders, state).length)) / room))
  const lines = rows.map(([state, colour]) => {
    const here = inState(orders, state).toSorted((one, other) => Number(other.settled) - Number(one.settled))
    const dots = here.filter((_, index) => index % each === 0).map(({ settled }) => (settled ? '●' : '○'))
    return `  ${state.padEnd(10)} ${String(here.length).padStart(4)} ${paint(colour, dots.join(''))}`
  })
  return [...lines, `  ${paint('soft', foot(progress, seconds, each))}`]
}

/** The same in one plain line. */
export function line(progress: Progress, seconds: number): string {
  const orders = [...progress.orders.values()]
  const counts = rows.flatMap(([state]) => {
    const count = inState(orders, state).length
    return count > 0 ? [`${state} ${count}`] : []
  })
  return `  ${seconds.toFixed(0).padStart(3)} s  placed ${placed(progress)}  ${counts.join('  ')}`
}

function foot(progress: Progress, seconds: number, each: number): string {
  const scale = each > 1 ? ` · a dot is ${each} orders` : ''
  const refused = progress.refused.length > 0 ? ` · ${progress.refused.length} turned away at the checkout` : ''
  const legend = [...progress.orders.values()].some(({ settled }) => !settled) ? ' · ○ more to come' : ''
  return `${placed(progress)} of ${progress.wanted} placed · ${seconds.toFixed(0)} s${refused}${scale}${legend}`
}

const placed = ({ orders, refused }: Progress) => orders.size + refused.length

const inState = (orders: readonly Followed[], state: string) => orders.filter(({ status }) => status === state)
