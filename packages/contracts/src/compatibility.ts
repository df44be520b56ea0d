import { type Field, isArray, isEnum, isRecord, isUnion, type RecordSchema, type Schema } from './avro-schema.ts'

/** A change that keeps the old and the new version of an event from reading each other. */
export interface Breach {
  /** The field, as in `lines[].unitPrice.minor`; empty for the event itself. */
  readonly field: string
  /** The rule it breaks, and why. */
  readonly rule: string
}

/** What keeps `after` from being a version of the same event as `before`: Avro's rules of resolution, in both directions. */
export const breaches = (before: Schema, after: Schema): readonly Breach[] => compare(before, after, '')

function compare(before: Schema, after: Schema, field: string): readonly Breach[] {
  if (isUnion(before) || isUnion(after)) return compareBranches(branches(before), branches(after), field)
  if (nameOf(before) !== nameOf(after))
    return [{ field, rule: `was ${nameOf(before)} and becomes ${nameOf(after)}: a type never changes` }]
  if (isArray(before) && isArray(after)) return compare(before.items, after.items, `${field}[]`)
  if (isRecord(before) && isRecord(after)) return compareFields(before, after, field)
  if (isEnum(before) && isEnum(after)) return compareSymbols(before.symbols, after.symbols, field)
  return []
}

function compareFields(before: RecordSchema, after: RecordSchema, path: string): readonly Breach[] {
  const at = (field: Field) => (path === '' ? field.name : `${path}.${field.name}`)
  const withoutDefault = (field: Field) => !('default' in field)
  return [
    ...missing(before.fields, after.fields)
      .filter(withoutDefault)
      .map((field) => ({ field: at(field), rule: removed })),
    ...missing(after.fields, before.fields)
      .filter(withoutDefault)
      .map((field) => ({ field: at(field), rule: added })),
    ...before.fields.flatMap((field) => {
      const same = after.fields.find(({ name }) => name === field.name)
      return same ? compare(field.type, same.type, at(field)) : []
    }),
  ]
}

const removed = 'a field without a default may not be removed: those who know the version before cannot do without it'
const added = 'a new field needs a default: the events of the version before do not have it'

function compareSymbols(before: readonly string[], after: readonly string[], field: string): readonly Breach[] {
  const gone = before.filter((symbol) => !after.includes(symbol))
  const fresh = after.filter((symbol) => !before.includes(symbol))
  return [
    ...gone.map((symbol) => ({
      field,
      rule: `the symbol ${symbol} may not go: events that carry it could not be read`,
    })),
    ...fresh.map((symbol) => ({
      field,
      rule: `the symbol ${symbol} may not come: those who know the version before could not read it`,
    })),
  ]
}

function compareBranches(before: readonly Schema[], after: readonly Schema[], field: string): readonly Breach[] {
  const changed = [...unmatched(before, after), ...unmatched(after, before)]
  if (changed.length > 0)
    return [{ field, rule: `was ${namesOf(before)} and becomes ${namesOf(after)}: a type never changes` }]
  return before.flatMap((branch) => {
    const same = after.find((other) => nameOf(other) === nameOf(branch))
    return same === undefined ? [] : compare(branch, same, field)
  })
}

const branches = (schema: Schema) => (isUnion(schema) ? schema : [schema])

const unmatched = (some: readonly Schema[], others: readonly Schema[]) =>
  some.filter((branch) => !others.some((other) => nameOf(other) === nameOf(branch)))

const missing = (some: readonly Field[], others: readonly Field[]) =>
  some.filter((field) => !others.some(({ name }) => name === field.name))

const namesOf = (schemas: readonly Schema[]) => schemas.map(nameOf).join(' or ')

/** What Avro matches types by: the short name of a record or enum, otherwise the kind. */
function nameOf(schema: Schema): string {
  if (typeof schema === 'string') return schema.replace(/^.*\./, '')
  if (isUnion(schema)) return namesOf(schema)
  return isRecord(schema) || isEnum(schema) ? schema.name : schema.type
}
