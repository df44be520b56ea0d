import type kafkajs from 'kafkajs'
import type { Fetched, KafkaRecord } from './port.ts'

/** kafkajs' batch in our own words. */
export const toFetched = ({ topic, partition, messages }: kafkajs.Batch): Fetched => ({
  topic,
  partition,
  records: messages.map(toRecord),
})

const toRecord = ({ offset, key, value, headers }: kafkajs.KafkaMessage): KafkaRecord => ({
  offset: Number(offset),
  key: key?.toString(),
  value,
  header: (name) => text(headers?.[name]),
})

const text = (header: kafkajs.IHeaders[string]): string | undefined =>
  Array.isArray(header) ? text(header[0]) : header?.toString()
