import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isArray, isEnum, isRecord, isUnion, type Schema } from './avro-schema.ts'
import { events, OrderRejected, OrderRequested, ProductChanged } from './events.gen.ts'
import { generated } from './generated.ts'

const orderId = '0192f1a6-7c3e-7000-8000-000000000001'
const rejected = { orderId, customerId: orderId, reason: 'OUT_OF_STOCK', productId: null, rejectedAt: 1 } as const

test('there are fourteen events', () => expect(events).toHaveLength(14))

test.each(generated)(
  '$file has not drifted from the schemas: if it has, run `npm run generate`',
  async ({ file, text }) => {
    expect(readFileSync(file, 'utf8')).toBe(await text())
  },
)

describe('an event', () => {
  test.each(events)('$type is announced on a topic below its owner', ({ topic, owner, subject }) => {
    expect(topic).toMatch(new RegExp(`^${owner}\\.[a-z-]+\\.v1$`))
    expect(subject).toBe(`${topic}-value`)
  })

  test.each(events)('$type explains itself and each of its fields', ({ schema }) => {
    expect(undocumented(schema)).toEqual([])
  })

  test.each(events)('$type has no union but that of null and something simple', ({ schema }) => {
    for (const union of unionsIn(schema)) expect(union).toEqual(['null', expect.any(String)])
  })

  test('is keyed by its order', () => {
    expect(OrderRejected.of(rejected)).toMatchObject({ kind: OrderRejected, key: orderId })
  })

  test('about a product is keyed by the product, and only the latest one is kept', () => {
    expect(ProductChanged.keyField).toBe('productId')
    expect(events.filter(({ compacted }) => compacted)).toEqual([ProductChanged])
  })

  test('reads back as it was written', () => {
    expect(OrderRejected.avro.fromBuffer(OrderRejected.avro.toBuffer(rejected))).toEqual(rejected)
  })

  test('that does not fit its schema cannot be written', () => {
    expect(() => OrderRejected.avro.toBuffer({ ...rejected, reason: 'TASTE' })).toThrow(/TASTE/)
    expect(() => OrderRequested.avro.toBuffer({ orderId })).toThrow()
  })

  test('without its key is not announced', () => {
    const data: Parameters<typeof ProductChanged.of>[0] = JSON.parse('{}')
    expect(() => ProductChanged.of(data)).toThrow('ProductChanged has no productId')
  })
})

function undocumented(schema: Schema, path = ''): string[] {
  if (isArray(schema)) return undocumented(schema.items, `${path}[]`)
  if (isEnum(schema)) return schema.doc ? [] : [path]
  if (!isRecord(schema)) return []
  const fields = schema.fields.flatMap(({ name, doc, type }) => [
    ...(doc ? [] : [`${path}.${name}`]),
    ...undocumented(type, `${path}.${name}`),
  ])
  return schema.doc ? fields : [path, ...fields]
}

function unionsIn(schema: Schema): (readonly Schema[])[] {
  if (isUnion(schema)) return [schema]
  if (isArray(schema)) return unionsIn(schema.items)
  return isRecord(schema) ? schema.fields.flatMap(({ type }) => unionsIn(type)) : []
}
