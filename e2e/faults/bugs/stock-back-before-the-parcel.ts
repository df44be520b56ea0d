import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const stockBackBeforeTheParcel: Bug = {
  name: 'stock-back-before-the-parcel',
  why: 'What is cancelled can be sold again at once.',
  breaks: 'Goods of ended orders are back on the shelf, unless the carrier lost them',
  runsIn: ['order'],
  edits: [
    {
      file: 'services/order/src/order.ts',
      find: `return cancelled(order, 'CUSTOMER', { goods: 'under way', money: 'due' }, now)`,
      put: `return cancelled(order, 'CUSTOMER', { goods: 'back', money: 'due' }, now)`,
    },
  ],
  scene: quietDay([{}, { postcode: '10009', cancelsOnce: 'shipped' }]),
}
