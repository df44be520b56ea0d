import { type EventKind, heardBy, services } from '@saga-shop/contracts'
import { anyHostileRecord, type WireRecord } from '@saga-shop/testing'
import fc from 'fast-check'

/** How many records each topic gets, so that every consumer hears so many in all. */
export function shares(payloads: number): ReadonlyMap<EventKind<unknown>, number> {
  const counts = new Map<EventKind<unknown>, number>()
  for (const service of services)
    for (const kind of heardBy(service)) {
      const share = Math.ceil(payloads / heardBy(service).length)
      counts.set(kind, Math.max(counts.get(kind) ?? 0, share))
    }
  return counts
}

/** Records of a kind, most of them broken. An id stands once: what is heard twice is not what is tried here. */
export function* hostileRecords(kind: EventKind<unknown>, schemaId: number, { count, seed }: Amount) {
  const seen = new Set<string>()
  for (let given = 0, turn = 0; given < count; turn++) {
    const sample = fc.sample(anyHostileRecord(kind, schemaId), { numRuns: inOneGo, seed: seed + turn })
    const accepted = sample.filter(({ key }) => key !== null || !kind.compacted) // the broker refuses the others itself
    const fresh = accepted.filter(({ headers }) => isNew(headers, seen)).slice(0, count - given)
    given += fresh.length
    yield fresh
  }
}

export interface Amount {
  readonly count: number
  readonly seed: number
}

const inOneGo = 500

function isNew({ ce_id: id = '' }: WireRecord['headers'], seen: Set<string>): boolean {
  if (id === '') return true
  return !seen.has(id) && seen.add(id) !== undefined
}
