import type { Fact } from '@saga-shop/contracts'
import { derivedId } from '../src/announcements.ts'
import type { OwnEvent } from '../src/restoring/own-events.ts'

/** An event as its topic has it, that followed from this cause. */
export function announcement({ kind, key, data }: Fact, causeId: string): OwnEvent {
  const id = derivedId(causeId, `${kind.type}#0`)
  const headers = new Map([
    ['ce_id', id],
    ['ce_causationid', causeId],
    ['ce_time', '2026-11-21T12:00:00.000Z'],
  ])
  return { id, kind, key, payload: Buffer.from('any'), data, header: (name) => headers.get(name) }
}
