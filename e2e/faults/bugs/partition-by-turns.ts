import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const partitionByTurns: Bug = {
  name: 'partition-by-turns',
  why: 'Events are spread over the partitions evenly: a key would make hot ones.',
  breaks: 'All events of an order or product stand in the same partition of their topics',
  runsIn: ['relay'],
  edits: [
    {
      file: 'services/relay/src/intake.ts',
      find: 'const number = partitionOf(key, row.startOf(column.key), row.lengthOf(column.key), partitions.length)',
      put: `turn = (turn + 1) % partitions.length
    const number = turn`,
    },
    {
      file: 'services/relay/src/intake.ts',
      find: `  const key = row.bytesOf(column.key)
`,
      put: '',
    },
    {
      file: 'services/relay/src/intake.ts',
      find: `  let isOpen = false
`,
      put: `  let isOpen = false
  let turn = 0
`,
    },
  ],
  scene: quietDay(),
}
