import type { Bug } from '../self-test/bug.ts'
import { replaying } from '../self-test/scenes.ts'

export const noInbox: Bug = {
  name: 'no-inbox',
  why: 'Kafka says exactly once, so nobody looks whether an event was heard before, or what became of its order meanwhile.',
  breaks: 'Every order has come to an end, with goods and money where they belong',
  runsIn: ['order'],
  edits: [
    {
      file: 'packages/runtime/src/inbox.ts',
      find: 'heard: causes.filter((cause) => fresh.delete(cause.id))',
      put: 'heard: causes',
    },
    {
      file: 'services/order/src/validation.ts',
      find: `  if (order) return nothing
`,
      put: '',
    },
  ],
  scene: replaying('basket.order-requested.v1'),
}
