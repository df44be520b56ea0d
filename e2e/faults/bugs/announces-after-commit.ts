import { besides } from '../self-test/besides.ts'
import type { Bug } from '../self-test/bug.ts'
import { dyingAt, plain } from '../self-test/scenes.ts'

export const announcesAfterCommit: Bug = {
  name: 'announces-after-commit',
  why: 'First the database, then Kafka: an event must not go out for something that was rolled back.',
  breaks: 'Every order has come to an end, with goods and money where they belong',
  runsIn: ['order'],
  edits: [
    besides('packages/runtime/src/outbox.ts'),
    {
      file: 'packages/runtime/src/outbox.ts',
      find: `readonly Announcement[]) =>
  tx.query(sql\``,
      put: `readonly Announcement[]) =>
  afterwards(sql\``,
    },
    {
      file: 'packages/runtime/src/outbox.ts',
      find: '/** Announces by writing beside',
      put: `const afterwards = (statement: Parameters<Transaction["query"]>[0]) =>
  void setTimeout(() => void besides.query(statement), 30)

/** Announces by writing beside`,
    },
  ],
  scene: dyingAt('order', 'batch-committed', { times: 4, purchases: plain }),
}
