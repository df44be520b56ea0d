import type { Bug } from '../self-test/bug.ts'
import { poison } from '../self-test/scenes.ts'

export const swallowedDecodeError: Bug = {
  name: 'swallowed-decode-error',
  why: 'What cannot be read is no event of ours: it is logged and skipped.',
  breaks: `Every record can be read, with a schema of its topic's subject`,
  runsIn: ['payment'],
  edits: [
    {
      file: 'packages/runtime/src/listening/read-records.ts',
      find: 'return records.map((record): Cause => {',
      put: 'return records.flatMap((record): Cause | never[] => {',
    },
    {
      file: 'packages/runtime/src/listening/read-records.ts',
      find: 'return unreadable(record, error.message)',
      put: 'return []',
    },
  ],
  scene: poison('order.order-validated.v1'),
}
