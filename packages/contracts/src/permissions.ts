import { events } from './events.gen.ts'
import { announcedBy, heardBy, type Service, services } from './listeners.ts'
import { deadLetterTopicOf } from './topics.ts'

/** Something that a Kafka user may do; what is not listed is denied. */
export interface Permission {
  readonly user: string
  readonly may: 'read' | 'write' | 'describe'
  readonly resource: 'topic' | 'group'
  readonly name: string
  /** Whether `name` is the whole name or its beginning. */
  readonly pattern: 'literal' | 'prefixed'
}

/** The reader of everything, which announces nothing. */
export const judge = 'judge'

/** The shop window: it hears every event, to show what happens, and announces nothing. */
export const storefront = 'storefront'

/**
 * Every permission there is: only the owner of a prefix writes below it, and each service reads what it listens to; of
 * what it cannot process it may tell on the topic of dead letters beside that.
 */
export const permissions = (): readonly Permission[] => [
  ...services.flatMap(permissionsOf),
  ...permissionsOfStorefront,
  ...permissionsOfJudge,
]

function permissionsOf(user: Service): Permission[] {
  const own = { user, resource: 'topic', name: `${user}.`, pattern: 'prefixed' } as const
  const announcing: Permission[] = announcedBy(user).length === 0 ? [] : announcerOf(own)
  const listening = heardBy(user).flatMap(({ topic }) => readerOf({ user, resource: 'topic', name: topic }))
  const complaining = heardBy(user).flatMap((kind) => deadLettererOf(user, deadLetterTopicOf(kind)))
  return [...announcing, ...listening, ...complaining, { ...own, may: 'read', resource: 'group' }]
}

/** The right to write includes the idempotent write. The relay also reads: the end of each topic tells it where it stopped. */
const announcerOf = (own: Omit<Permission, 'may'>): Permission[] => [
  { ...own, may: 'write' },
  { ...own, may: 'read' },
  { ...own, may: 'describe' },
]

const readerOf = (
  resource: Omit<Permission, 'may' | 'pattern'>,
  pattern: Permission['pattern'] = 'literal',
): Permission[] => [
  { ...resource, may: 'read', pattern },
  { ...resource, may: 'describe', pattern },
]

const deadLettererOf = (user: Service, name: string): Permission[] => [
  { user, resource: 'topic', name, may: 'write', pattern: 'literal' },
  { user, resource: 'topic', name, may: 'describe', pattern: 'literal' },
]

const permissionsOfStorefront: readonly Permission[] = [
  ...events.flatMap(({ topic }) => readerOf({ user: storefront, resource: 'topic', name: topic })),
  { user: storefront, may: 'read', resource: 'group', name: `${storefront}.`, pattern: 'prefixed' },
]

/** Whoever announces something. */
const announcers = services.filter((service) => announcedBy(service).length > 0)

const permissionsOfJudge: readonly Permission[] = [
  ...announcers.flatMap((service) => readerOf({ user: judge, resource: 'topic', name: `${service}.` }, 'prefixed')),
  { user: judge, may: 'read', resource: 'group', name: `${judge}.`, pattern: 'prefixed' },
]
