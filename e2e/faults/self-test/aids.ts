import type { Edit } from './bug.ts'

// Longer than an order takes.
const lateness = 1_500

/** The records of a topic come late, as those of any topic may. */
export const late = (topic: string): Edit => ({
  file: 'packages/runtime/src/kafka/consumer.ts',
  find: 'const { topic, partition } = batch\n',
  put: `const { topic, partition } = batch
    if (topic === '${topic}') await new Promise((resolve) => setTimeout(resolve, ${lateness}))
`,
})

/** A client that passes over every seventh record, the first time that it comes to it. */
export const clientThatSkips: readonly Edit[] = [
  {
    file: 'packages/runtime/src/kafka/records.ts',
    find: 'records: messages.map(',
    put: 'records: messages.filter(({ offset }) => isGiven(`${topic} ${partition} ${offset}`, Number(offset))).map(',
  },
  {
    file: 'packages/runtime/src/kafka/records.ts',
    find: "/** kafkajs' batch in our own words. */",
    put: `const skipped = new Set<string>()

function isGiven(place: string, offset: number) {
  if (offset % 7 !== 3 || skipped.has(place)) return true
  skipped.add(place)
  return false
}

/** kafkajs' batch in our own words. */`,
  },
]

/** A disk that takes its time, now more and now less: transactions overlap. */
export const slowCommits: Edit = {
  file: 'packages/runtime/src/batcher.ts',
  find: `    crashPoint('batch-decided')\n`,
  put: `    crashPoint('batch-decided')
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 150))
`,
}
