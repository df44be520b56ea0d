import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const idempotencyKeyIgnored: Bug = {
  name: 'idempotency-key-ignored',
  why: 'The header is in the interface, and checked; what it is for comes later.',
  breaks: 'A checkout that is asked for twice is one order',
  runsIn: ['basket'],
  edits: [
    {
      file: 'services/basket/src/checkout-routes.ts',
      find: 'const orderId = derivedId(entity, `order ${idempotencyKey}`)',
      put: 'const orderId = crypto.randomUUID()',
    },
    {
      file: 'services/basket/src/checkout-routes.ts',
      find: 'correlationId: orderId, idempotencyKey })',
      put: 'correlationId: orderId })',
    },
  ],
  scene: quietDay([{}, { asksTwice: true }]),
}
