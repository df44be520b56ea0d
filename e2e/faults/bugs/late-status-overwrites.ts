import { late } from '../self-test/aids.ts'
import type { Bug } from '../self-test/bug.ts'
import { plain, quietDay } from '../self-test/scenes.ts'

export const lateStatusOverwrites: Bug = {
  name: 'late-status-overwrites',
  why: 'The last event says how it is.',
  breaks: 'Every order has come to an end, with goods and money where they belong',
  runsIn: ['order'],
  edits: [
    {
      file: 'services/order/src/order.ts',
      find: `    case 'shipped':
      return underWay.indexOf(status) > underWay.indexOf(order.status) ? becomes({ ...order, status }) : nothing`,
      put: `    case 'shipped':
    case 'delivered':
      return becomes({ ...order, status })`,
    },
  ],
  aids: [late('shipping.order-shipped.v1')],
  scene: quietDay(plain),
}
