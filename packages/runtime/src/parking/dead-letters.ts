import { deadLetterTopicOf } from '@saga-shop/contracts'
import type { Database } from '../database.ts'
import type { Outgoing } from '../kafka/sender.ts'
import { sql } from '../sql.ts'
import { type RecordRow, toParkedRow } from './parked-order.ts'

export interface DeadLetterOptions {
  readonly database: Database
  readonly service: string
  readonly groupId: string
  readonly send: (records: readonly Outgoing[]) => Promise<unknown>
}

// How many are told of at once.
const together = 200

/**
 * Tells of each parked event on the topic of dead letters beside its own, for the tools that watch those; at least once.
 * Those that only wait are no dead letters. Answers how many there were.
 */
export async function tellDeadLetters({ database, send, ...who }: DeadLetterOptions): Promise<number> {
  const { rows } = await database.query<RecordRow>(sql`
    select id, key, reason, topic, partition, record_offset::float8 as "offset",
      extract(epoch from recorded_at)::float8 * 1000 as timestamp, key_bytes, payload, headers
    from parked where dead_lettered_at is null and reason is not null order by id limit ${together}
  `)
  if (rows.length === 0) return 0
  await send(rows.map((row) => deadLetter(row, who)))
  await database.query(sql`
    update parked set dead_lettered_at = now() where id = any(${rows.map(({ id }) => id)}::bigint[])
  `)
  return rows.length
}

/** The record as it came, with the headers that Spring Kafka’s DeadLetterPublishingRecoverer adds; numbers are big-endian, as Java writes them. */
function deadLetter(row: RecordRow, { service, groupId }: Pick<DeadLetterOptions, 'service' | 'groupId'>): Outgoing {
  const { record, reason, id } = toParkedRow(row)
  const why = reason ?? ''
  return {
    topic: deadLetterTopicOf(record),
    partition: record.partition,
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'kafka_dlt-original-topic': record.topic,
      'kafka_dlt-original-partition': int(record.partition),
      'kafka_dlt-original-offset': long(record.offset),
      'kafka_dlt-original-timestamp': long(Math.round(record.timestamp)),
      'kafka_dlt-original-timestamp-type': 'CreateTime',
      'kafka_dlt-original-consumer-group': groupId,
      'kafka_dlt-exception-fqcn': exception,
      'kafka_dlt-exception-cause-fqcn': exception,
      'kafka_dlt-exception-message': why,
      'kafka_dlt-exception-stacktrace': `${exception}: ${why}\n\tat ${service}: npm run parked -- explain ${service}/${id}`,
    },
  }
}

// Tools group by it; ours have no Java class.
const exception = 'saga.shop.Parked'

function int(value: number) {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function long(value: number) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(value))
  return bytes
}
