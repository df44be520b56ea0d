import type kafkajs from 'kafkajs'
import type { Fetched, KafkaRecord, RecordHeaders } from './port.ts'

/** kafkajs' batch in our own words. */
export const toFetched = ({ topic, partition, messages }: kafkajs.Batch): Fetched => ({
  topic,
  partition,
  records: messages.map((message) => toRecord(topic, partition, message)),
})

const toRecord = (
  topic: string,
  partition: number,
  { offset, timestamp, key, value, headers }: kafkajs.KafkaMessage,
): KafkaRecord => ({
  topic,
  partition,
  offset: Number(offset),
  timestamp: Number(timestamp),
  key,
  value,
  headers: plain(headers),
})

/**
 * Without what a client's plain objects bring along: to kafkajs a header called `constructor` comes for the second time,
 * and one called `__proto__` replaces what all objects inherit.
 */
function plain(headers: kafkajs.IHeaders = {}): RecordHeaders {
  const names = Object.keys(headers)
  const isPlain = Object.getPrototypeOf(headers) === Object.prototype && !names.some((name) => name in Object.prototype)
  return isPlain ? headers : Object.fromEntries(names.map((name) => [name, bytesIn(headers[name])]))
}

const bytesIn = (value: unknown): Buffer[] => (Array.isArray(value) ? value : [value]).filter(Buffer.isBuffer)
