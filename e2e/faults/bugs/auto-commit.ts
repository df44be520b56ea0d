import type { Bug } from '../self-test/bug.ts'
import { dyingAt, plain } from '../self-test/scenes.ts'

export const autoCommit: Bug = {
  name: 'auto-commit',
  why: 'The client commits offsets by itself, and a service goes on where the group stands.',
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
      find: `const next = positions.get(place) ?? 0
`,
      put: `const next = fetched.records[0]?.offset ?? 0
`,
    },
    {
      file: 'packages/runtime/src/kafka/consumer.ts',
      find: 'client.seek({ topic, partition, offset: String(offset) })',
      put: 'void [topic, partition, offset]',
    },
    {
      file: 'packages/runtime/src/kafka/consumer.ts',
      find: `if (isStale()) return
`,
      put: `if (isStale()) return
    const { topic, partition } = batch
    const offset = String(Number(batch.lastOffset()) + 1)
    payload.resolveOffset(batch.lastOffset())
    await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] })
`,
    },
  ],
  scene: dyingAt('order', 'batch-decided', { times: 4, purchases: plain }),
}
