import kafkajs from 'kafkajs'

const choose = kafkajs.Partitioners.DefaultPartitioner()

/** The partition in which all events of a key are, as every client of Kafka computes it. */
export const partitionOf = (key: string, partitions: number): number =>
  choose({
    topic: '',
    message: { key, value: null },
    partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 0,
      replicas: [],
      isr: [],
    })),
  })
