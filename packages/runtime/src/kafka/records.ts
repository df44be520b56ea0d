import type kafkajs from 'kafkajs'
import type { Fetched, KafkaRecord } from './port.ts'

/** kafkajs' batch in our own words. */
export const toFetched = ({ topic, partition, messages }: kafkajs.Batch): Fetched => ({
  topic,
  partition,
  records: messages.map((message) => toRecord(topic, partition, message)),
})

const toRecord = (
  topic: string,
  partition: number,
  { offset, timestamp, key, value, headers = {} }: kafkajs.KafkaMessage,
): KafkaRecord => ({
  topic,
  partition,
  offset: Number(offset),
  timestamp: Number(timestamp),
  key,
  value,
  headers,
})
