import { besides } from '../self-test/besides.ts'
import type { Bug } from '../self-test/bug.ts'
import { dyingAt, plain } from '../self-test/scenes.ts'

export const positionBeforeCommit: Bug = {
  name: 'position-before-commit',
  why: 'The offset is committed when the message arrives, so that a slow handler does not make the group rebalance.',
  breaks: 'Every inbox holds exactly the events of its topics',
  runsIn: ['order'],
  edits: [
    besides('packages/runtime/src/positions.ts'),
    {
      file: 'packages/runtime/src/positions.ts',
      find: `const { rowCount } = await tx.query(sql\`
    update positions`,
      put: `const { rowCount } = await besides.query(sql\`
    update positions`,
    },
  ],
  scene: dyingAt('order', 'batch-decided', { times: 4, purchases: plain }),
}
