import type { Bug } from '../self-test/bug.ts'
import { replaying } from '../self-test/scenes.ts'

export const mailsOnEveryDelivery: Bug = {
  name: 'mails-on-every-delivery',
  why: 'A letter is a side effect of an event, and events come once.',
  breaks: 'No letter arrives twice, at a wrong address, or not at all',
  runsIn: ['email'],
  edits: [
    {
      file: 'packages/runtime/src/inbox.ts',
      find: 'heard: causes.filter((cause) => fresh.delete(cause.id))',
      put: 'heard: causes',
    },
    {
      file: 'services/email/src/correspondence.ts',
      find: `  if (letters.some((letter) => letter.eventId === eventId)) return nothing
`,
      put: '',
    },
  ],
  scene: replaying('order.order-confirmed.v1'),
}
