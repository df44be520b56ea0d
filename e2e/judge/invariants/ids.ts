import { hash } from 'node:crypto'

/** UUIDv5 of a name within a name space, as RFC 9562 has it: worked out here again, not taken from those who are judged. */
export function uuidv5(name: string, space: string): string {
  const named = Buffer.concat([Buffer.from(space.replaceAll('-', ''), 'hex'), Buffer.from(name)])
  const digest = hash('sha1', named, 'buffer')
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = digest.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

// The name space of ids of intents.
const intents = '0b8a5f1e-52a7-5b43-9d3e-6a3c1d1f7a55'

/** The id of the outcome of an outside call: it follows from what the call is for. */
export const outcomeId = (kind: string, key: string) => uuidv5('answered', uuidv5(`${kind} ${key}`, intents))

/** The id of the event that a cause led to, as the `index`th of its kind of decision. */
export const eventId = (causeId: string, type: string, index: number) => uuidv5(`${type}#${index}`, causeId)
