import { late } from '../self-test/aids.ts'
import type { Bug } from '../self-test/bug.ts'
import { plain, quietDay } from '../self-test/scenes.ts'

export const earlyEventsDropped: Bug = {
  name: 'early-events-dropped',
  why: 'An event about something unknown cannot be for us: it is logged and dropped.',
  breaks: 'Every order has come to an end, with goods and money where they belong',
  runsIn: ['shipping'],
  edits: [
    {
      file: 'services/shipping/src/shipment.ts',
      find: `    case undefined:
      return becomes({ orderId, status: 'confirmed' })`,
      put: `    case undefined:
      return nothing`,
    },
  ],
  aids: [late('basket.order-requested.v1')],
  scene: quietDay(plain),
}
