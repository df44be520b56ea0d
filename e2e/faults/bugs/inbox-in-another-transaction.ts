import { besides } from '../self-test/besides.ts'
import type { Bug } from '../self-test/bug.ts'
import { dyingAt, plain } from '../self-test/scenes.ts'

export const inboxInAnotherTransaction: Bug = {
  name: 'inbox-in-another-transaction',
  why: 'The deduplication is a component of its own, with a connection of its own.',
  breaks: 'Every order has come to an end, with goods and money where they belong',
  runsIn: ['order'],
  edits: [
    besides('packages/runtime/src/inbox.ts'),
    {
      file: 'packages/runtime/src/inbox.ts',
      find: 'await tx.query<',
      put: 'await besides.query<',
    },
  ],
  scene: dyingAt('order', 'batch-decided', { times: 4, purchases: plain }),
}
