import type { Bug } from '../self-test/bug.ts'
import { goingAway } from '../self-test/scenes.ts'

export const ackOnException: Bug = {
  name: 'ack-on-exception',
  why: 'An error is logged and the message taken as done: one that fails again and again must not hold up the others.',
  breaks: 'Every inbox holds exactly the events of its topics',
  runsIn: ['order'],
  edits: [
    {
      file: 'packages/runtime/src/positions.ts',
      find: ' and positions.next_offset = span.begins',
      put: '',
    },
    {
      file: 'packages/runtime/src/batcher.ts',
      find: `      } catch (error) {
        if (!blamesACause(error)) {`,
      put: `      } catch (error) {
        options.log.error({ error: String(error) }, 'a batch failed')
        for (const { resolve } of batch) resolve(new Map())
        if (batch.length > 0) return
        if (!blamesACause(error)) {`,
    },
  ],
  scene: goingAway('postgres-order', 1_000),
}
