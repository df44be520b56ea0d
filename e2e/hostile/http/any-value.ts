import fc from 'fast-check'
import type { Schema } from './openapi.ts'

/** Ids that mean something in the running shop: some requests should get further than the door. */
export type Known = readonly string[]

/** A value that its schema allows. */
export function anyValue(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => anyValue(one, known)))
  switch (schema.type) {
    case 'object':
      return anyObject(schema, known)
    case 'array':
      return fc.array(anyValue(schema.items ?? {}, known), { maxLength: Math.min(schema.maxItems ?? 5, 5) })
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000_000 })
    case 'boolean':
      return fc.boolean()
    case 'string':
      return anyText(schema, known)
    default:
      return fc.constant(null)
  }
}

function anyObject({ properties = {}, required = [] }: Schema, known: Known) {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, anyValue(field, known)]))
  return fc.record(fields, { requiredKeys: Object.keys(fields).filter((name) => required.includes(name)) })
}

const uuidPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

function anyText({ pattern, format, minLength = 0, maxLength = 50 }: Schema, known: Known): fc.Arbitrary<string> {
  if (pattern === uuidPattern) return fc.oneof(fc.constantFrom(...known), fc.uuid())
  if (format === 'email') return fc.emailAddress()
  const length = { minLength, maxLength: Math.min(maxLength, 50) }
  if (!pattern) return fc.string(length)
  const sound = new RegExp(pattern)
  const matching = pattern.includes('(?=') ? fc.string({ ...length, unit: 'grapheme' }) : fc.stringMatching(sound)
  return fc
    .oneof(matching, fc.constantFrom('tea', 'card_approve', 'card_decline', '20095'))
    .filter((text) => text.length >= minLength && text.length <= maxLength && sound.test(text))
}
