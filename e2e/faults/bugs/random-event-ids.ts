import type { Bug } from '../self-test/bug.ts'
import { quietDay } from '../self-test/scenes.ts'

export const randomEventIds: Bug = {
  name: 'random-event-ids',
  why: 'An event gets a random id when it is made, as every library does it.',
  breaks: 'Every event id follows from its cause',
  runsIn: ['payment'],
  edits: [
    {
      file: 'packages/runtime/src/announcements.ts',
      find: '    const id = derivedId(cause.id, `${fact.kind.type}#${from + index}`)',
      put: '    const id = crypto.randomUUID()',
    },
  ],
  scene: quietDay(),
}
