import { isDeepStrictEqual } from 'node:util'
import { breaches, compatibility, type EventKind, events, type RecordSchema } from '@saga-shop/contracts'
import type { SchemaVersion, Subject } from '../evidence/evidence.ts'
import { checkEach, type Invariant, unless } from './invariant.ts'

/** Who reads today must be able to read what was written yesterday, and the other way round. */
export const everySubjectIsCompatible: Invariant = {
  name: "Every event's schema is registered, and compatible with all versions before it",
  check: ({ subjects }) => {
    const byName = new Map(subjects.map((subject) => [subject.name, subject]))
    return checkEach(
      events,
      ({ subject }) => `subject ${subject}`,
      (kind) => {
        const subject = byName.get(kind.subject)
        return subject ? [...wrongWith(subject), ...ownVersion(kind, subject)] : ['is not registered']
      },
    )
  },
}

const wrongWith = ({ compatibility: level, versions }: Subject) => [
  ...unless(level === compatibility, () => `has the compatibility level ${level ?? 'none'}, not ${compatibility}`),
  ...versions.flatMap((later, index) => versions.slice(0, index).flatMap((earlier) => between(earlier, later))),
]

const between = (earlier: SchemaVersion, later: SchemaVersion) =>
  breaches(schemaOf(earlier), schemaOf(later)).map(
    ({ field, rule }) =>
      `version ${later.version} does not fit version ${earlier.version}: ${field || 'the event'}: ${rule}`,
  )

/** A registry may give a schema back with its names in another order: that is the same schema. */
const ownVersion = ({ schema, type }: EventKind<unknown>, { versions }: Subject) =>
  unless(
    versions.some((version) => isDeepStrictEqual(schemaOf(version), schema)),
    () => `has no version that is the ${type} of this checkout`,
  )

const schemaOf = ({ schema }: SchemaVersion): RecordSchema => JSON.parse(schema)
