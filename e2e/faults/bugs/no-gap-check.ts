import { clientThatSkips } from '../self-test/aids.ts'
import type { Bug } from '../self-test/bug.ts'
import { plain, quietDay } from '../self-test/scenes.ts'

export const noGapCheck: Bug = {
  name: 'no-gap-check',
  why: 'Kafka delivers every record in order, so nobody looks whether offsets are missing.',
  breaks: 'Every inbox holds exactly the events of its topics',
  runsIn: ['order'],
  edits: [
    {
      file: 'packages/runtime/src/positions.ts',
      find: ' and positions.next_offset = span.begins',
      put: '',
    },
    {
      file: 'packages/runtime/src/listening/listener.ts',
      find: `    if (first.offset > next && !kind.compacted) return gap(fetched, next, first.offset)
`,
      put: '',
    },
    {
      file: 'packages/runtime/src/listening/listener.ts',
      find: 'understand(withoutHoles(records, kind), kind)',
      put: 'understand(records, kind)',
    },
  ],
  aids: [...clientThatSkips],
  scene: quietDay(plain),
}
