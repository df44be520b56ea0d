import { randomUUID } from 'node:crypto'
import { type EventKind, OrderRequested, OrderReturned, type RecordSchema } from '@saga-shop/contracts'
import { testRegistry } from '@saga-shop/testing'
import { beforeAll, expect, test } from 'vitest'
import { type Registry, registryAt } from './registry.ts'
import { setUpSchemas } from './schemas.ts'

let registry: Registry
const depot = '{"name":"depot","type":["null","string"],"default":null,"doc":"Where it is."}'

beforeAll(async () => {
  registry = registryAt((await testRegistry()).url)
})

test('a schema is registered once, and then left alone', async () => {
  const kind = underItsOwnSubject(OrderReturned)
  expect(await setUpSchemas(registry, [kind])).toMatchObject({ done: 'schemas: 0 present, 1 registered' })
  expect(await setUpSchemas(registry, [kind])).toMatchObject({ done: 'schemas: 1 present, 0 registered' })
  expect(await registry.versionsOf(kind.subject)).toEqual([{ version: 1, schema: kind.schema }])
})

test('a schema and its next version, registered by several at once, stand, and nobody is refused', async () => {
  for (let round = 0; round < 10; round++) {
    const first = underItsOwnSubject(OrderReturned)
    for (const kind of [first, rewrite(first, '"fields":[', `"fields":[${depot},`)]) {
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => setUpSchemas(registry, [kind])))
      expect(outcomes.flatMap(({ differences, problems }) => [...differences, ...problems])).toEqual([])
      expect(await setUpSchemas(registry, [kind])).toMatchObject({ done: 'schemas: 1 present, 0 registered' })
      // Apicurio 2 may number the same schema twice then, under one id.
      expect((await registry.versionsOf(kind.subject)).at(-1)?.schema).toEqual(kind.schema)
    }
    expect(await registry.compatibilityOf(first.subject)).toBe('FULL_TRANSITIVE')
  }
})

test('a subject that accepted everything accepts only what both sides can read from now on', async () => {
  const kind = underItsOwnSubject(OrderReturned)
  await registry.register(kind.subject, kind.schema)
  await registry.setCompatibility(kind.subject, 'NONE')
  const { differences } = await setUpSchemas(registry, [kind])
  expect(differences).toEqual([`${kind.subject} had compatibility NONE: now FULL_TRANSITIVE`])
  expect(await registry.compatibilityOf(kind.subject)).toBe('FULL_TRANSITIVE')
})

test('a new field with a default is a new version', async () => {
  expect(await evolve(OrderReturned, '"fields":[', `"fields":[${depot},`)).toMatchObject({
    done: 'schemas: 0 present, 1 registered',
    problems: [],
  })
})

test.each([
  [
    'a new field without a default',
    '"fields":[',
    '"fields":[{"name":"depot","type":"string"},',
    'depot: a new field needs',
  ],
  [
    'a field that is gone',
    ',{"name":"returnedAt","type":',
    ',{"name":"at","default":0,"type":',
    'returnedAt: a field without',
  ],
  ['a renamed symbol', 'UNDELIVERABLE"', 'REFUSED"', 'reason: the symbol UNDELIVERABLE may not go'],
  ['another type', '"type":["null","string"]', '"type":["null","long"]', 'trackingId: was null or string'],
  ['another name', '"name":"OrderReturned"', '"name":"OrderGone"', 'OrderReturned: was OrderReturned and becomes'],
])('%s is refused, naming the field and the rule', async (_, text, by, message) => {
  const { done, problems } = await evolve(OrderReturned, text, by)
  expect(done).toBe('schemas: 0 present, 0 registered')
  expect(problems).toEqual([expect.stringContaining('OrderReturned cannot become a new version of')])
  expect(problems[0]).toContain(message)
})

test('what is refused in the depth of an event is named by its path', async () => {
  const { problems } = await evolve(OrderRequested, '"name":"minor","type":"long"', '"name":"minor","type":"string"')
  expect(problems[0]).toContain('lines[].unitPrice.minor: was long and becomes string')
})

test('a new version is held against every version before it, not only the last', async () => {
  const kind = underItsOwnSubject(OrderReturned)
  const without = rewrite(
    kind,
    ',{"name":"trackingId","type":["null","string"],"default":null,"doc":"The carrier\'s number, if there ever was a parcel."}',
    '',
  )
  const otherwise = rewrite(kind, '"type":["null","string"]', '"type":["null","long"]')
  expect(await setUpSchemas(registry, [kind])).toMatchObject({ problems: [] })
  expect(await setUpSchemas(registry, [without])).toMatchObject({ problems: [] })
  const { problems } = await setUpSchemas(registry, [otherwise])
  expect(problems[0]).toContain(
    'trackingId: was null or string and becomes null or long: a type never changes (version 1)',
  )
})

/** What the set-up says about a changed schema where the one before is registered. */
async function evolve(kind: EventKind<unknown>, text: string, by: string) {
  const before = underItsOwnSubject(kind)
  await setUpSchemas(registry, [before])
  return setUpSchemas(registry, [rewrite(before, text, by)])
}

const underItsOwnSubject = (kind: EventKind<unknown>): EventKind<unknown> => ({
  ...kind,
  subject: `${kind.topic}-${randomUUID()}-value`,
})

function rewrite(kind: EventKind<unknown>, text: string, by: string): EventKind<unknown> {
  const before = JSON.stringify(kind.schema)
  expect(before).toContain(text)
  const schema: RecordSchema = JSON.parse(before.replace(text, by))
  return { ...kind, schema }
}
