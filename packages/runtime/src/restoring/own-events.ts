import { type EventKind, events } from '@saga-shop/contracts'
import type { Codec } from '../codec.ts'
import { schemaIdOf } from '../codec.ts'
import type { Fetched } from '../kafka/port.ts'
import { header } from '../listening/read-records.ts'
import type { Registry } from '../registry.ts'

/** An event of a service's own, as its outbox had it. */
export interface OwnEvent {
  readonly id: string
  readonly kind: EventKind<unknown>
  readonly key: string
  readonly payload: Buffer
  readonly data: unknown
  readonly header: (name: string) => string | undefined
}

const kindOf = new Map<string, EventKind<unknown>>(events.map((kind) => [kind.topic, kind]))

/** Collects what a service has announced, in the order in which it did. What no outbox can have written is left out. */
export function ownEvents(registry: Registry, codec: Codec) {
  const found: OwnEvent[] = []

  async function take({ topic, records }: Fetched) {
    const kind = kindOf.get(topic)
    if (!kind) return
    for (const record of records) {
      const [key, payload, id, schemaId] = [
        record.key?.toString(),
        record.value,
        header(record, 'ce_id'),
        schemaIdOf(record.value),
      ]
      if (!id || !key || !payload || schemaId === undefined || !header(record, 'ce_causationid')) continue
      if (!registry.knows(kind, schemaId)) await registry.learn(kind, schemaId)
      const data = codec.decode(kind, payload)
      found.push({ id, kind, key, payload, data, header: (name) => header(record, name) })
    }
  }

  return { take, inOrder: () => found.sort((one, other) => compare(placeOf(one), placeOf(other))) }
}

/** The place of its commit in the write-ahead log, which the relay writes into each record, as text that sorts as it does. */
function placeOf({ header }: OwnEvent): string {
  const [, timeline = '', high = '', low = '', index = ''] =
    header('relay-position')?.match(/^\d+:(\d+):([\da-f]+)\/([\da-f]+):(\d+)$/i) ?? []
  return [timeline, high, low, index].map((part) => part.padStart(10, '0')).join()
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
