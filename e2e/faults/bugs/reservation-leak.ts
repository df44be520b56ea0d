import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const reservationLeak: Bug = {
  name: 'reservation-leak',
  why: 'The happy path reserves, and the unhappy ones forget to give back.',
  breaks: `Of each product, what is reserved and gone is the sum over its orders' lines`,
  runsIn: ['order'],
  edits: [
    {
      file: 'services/order/src/stock.ts',
      find: `return { back: 'available',`,
      put: `return { back: order.status === 'cancelled' ? 'reserved' : 'available',`,
    },
  ],
  scene: quietDay(),
}
