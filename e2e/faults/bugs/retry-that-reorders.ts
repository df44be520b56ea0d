import type { Bug } from '../self-test/bug.ts'
import { pricesChangeWhileKafkaIsAway } from '../self-test/relay-scenes.ts'

export const retryThatReorders: Bug = {
  name: 'retry-that-reorders',
  why: 'What fails goes to the end of the queue, so that it does not hold up the rest.',
  breaks: 'The events of a key stand on their topic in the order they were announced in',
  runsIn: ['relay'],
  edits: [
    {
      file: 'services/relay/src/flights.ts',
      find: `      await send(next)
`,
      put: `      if ((await send(next)) as unknown) {
        this.queue.push(...this.queue.splice(0, 1))
        continue
      }
`,
    },
    {
      file: 'services/relay/src/producer.ts',
      find: 'if (failures > 0) await pause(cluster, failures, stop)',
      put: `if (failures > 0) {
        await pause(cluster, failures, stop)
        return true as unknown as void
      }`,
    },
    {
      file: 'services/relay/src/session.ts',
      find: 'topics.size > 0 ? await newProducer(cluster, source.username) : nobody',
      put: 'nobody',
    },
  ],
  scene: pricesChangeWhileKafkaIsAway,
}
