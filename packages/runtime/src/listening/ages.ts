import type { KafkaRecord } from '../kafka/port.ts'
import { header } from './read-records.ts'

/** Hears how long an event took from its announcement to its effect here, in seconds. */
export type Took = (topic: string, seconds: number) => void

/** Tells it of the oldest event of a fetch that was applied: one figure for all of them. */
export function tellAge(took: Took, record: KafkaRecord | undefined) {
  const announced = record && Date.parse(header(record, 'ce_time') ?? '')
  if (announced) took(record.topic, Math.max(0, Date.now() - announced) / 1_000)
}
