import fc from 'fast-check'
import { Partitioners } from 'kafkajs'
import { expect, test } from 'vitest'
import { partitionOf } from './partitioner.ts'

const kafkajs = Partitioners.DefaultPartitioner()
const metadata = (partitions: number) =>
  Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 1,
    replicas: [1],
    isr: [1],
  }))

test('every key goes where other Kafka clients send it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
      const bytes = Buffer.from(`--${key}`)
      const theirs = kafkajs({ topic: 't', partitionMetadata: metadata(partitions), message: { key, value: null } })
      expect(partitionOf(bytes, 2, bytes.length - 2, partitions)).toBe(theirs)
    }),
    { numRuns: 1000 },
  )
})
