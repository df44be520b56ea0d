import type { EventKind } from '@saga-shop/contracts'
import type { KafkaRecord } from '../kafka/port.ts'

/** Records up to the first hole; a compacted topic may have holes. */
export const withoutHoles = (records: readonly KafkaRecord[], { compacted }: EventKind<unknown>) => {
  const hole = compacted
    ? -1
    : records.findIndex((record, index) => record.offset !== (records[0]?.offset ?? 0) + index)
  return hole < 0 ? records : records.slice(0, hole)
}
