import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const stockReleasedTwice: Bug = {
  name: 'stock-released-twice',
  why: 'Whenever a cancelled order is touched, its stock is released: better once too often than never.',
  breaks: `Of each product, what is reserved and gone is the sum over its orders' lines`,
  runsIn: ['order'],
  edits: [
    {
      file: 'services/order/src/stock.ts',
      find: 'return from === to ? [] : after.lines.flatMap((line) => this.#move(line, from, to, now))',
      put: `const again = from === to && after.status === 'cancelled' && to === 'available'
    if (from === to && !again) return []
    return after.lines.flatMap((line) => this.#move(line, again ? 'reserved' : from, to, now))`,
    },
  ],
  scene: quietDay(),
}
