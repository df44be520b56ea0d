import { events } from '@saga-shop/contracts'
import type { FaultKind } from '../plan/fault.ts'
import { insisting } from '../run/insisting.ts'
import { lastRecords } from '../run/last-records.ts'
import { mark } from './poison.ts'

// Of a compacted topic the last record of a key counts: to write an older one again would be a lie.
const topics = events.filter(({ compacted }) => !compacted).map(({ topic }) => topic)

/** Records stand on their topic once more, byte for byte: the last of each partition, or in one case of five all. */
export const duplicates: FaultKind = {
  name: 'duplicates',
  targets: topics.map((topic) => ({ name: topic, touches: ['kafka'] })),
  lasts: [100, 200],
  inject: async ({ kafka }, { target, roll }) => {
    const most = roll > 0.8 ? Number.POSITIVE_INFINITY : 1 + Math.round(roll * 100)
    await insisting(async () => {
      const last = await lastRecords(kafka, target, most)
      const records = last.filter(({ headers = {} }) => Object.keys(mark).every((name) => headers[name] === undefined))
      const producer = kafka.producer({ allowAutoTopicCreation: false })
      await producer.connect()
      try {
        if (records.length > 0) await producer.send({ topic: target, messages: records })
      } finally {
        await producer.disconnect()
      }
    })
    return async () => {}
  },
}
