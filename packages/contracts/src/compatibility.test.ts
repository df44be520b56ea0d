import { describe, expect, test } from 'vitest'
import type { Field, RecordSchema } from './avro-schema.ts'
import { breaches } from './compatibility.ts'
import { OrderRequested, OrderReturned } from './events.gen.ts'

const { schema } = OrderReturned

describe('a new version of an event', () => {
  test('may be the same', () => expect(breaches(schema, schema)).toEqual([]))

  test('may say more, if what is new has a default', () => {
    expect(breaches(schema, plus({ name: 'depot', type: ['null', 'string'], default: null, doc: 'Where.' }))).toEqual(
      [],
    )
  })

  test('may drop what has a default', () => expect(breaches(schema, without('trackingId'))).toEqual([]))

  test('may not drop a field that has none', () => {
    expect(breaches(schema, without('returnedAt'))).toEqual([
      { field: 'returnedAt', rule: expect.stringContaining('may not be removed') },
    ])
  })

  test('may not add a field without a default', () => {
    expect(breaches(schema, plus({ name: 'depot', type: 'string', doc: 'Where.' }))).toEqual([
      { field: 'depot', rule: expect.stringContaining('needs a default') },
    ])
  })

  test('may not rename a symbol', () => {
    const renamed = rewrite(schema, 'UNDELIVERABLE', 'REFUSED')
    expect(breaches(schema, renamed)).toEqual([
      { field: 'reason', rule: expect.stringContaining('UNDELIVERABLE may not go') },
      { field: 'reason', rule: expect.stringContaining('REFUSED may not come') },
    ])
  })

  test('may not change a type', () => {
    const changed = plus({ name: 'returnedAt', type: 'string', doc: '' }, 'returnedAt')
    expect(breaches(schema, changed)).toEqual([
      { field: 'returnedAt', rule: 'was long and becomes string: a type never changes' },
    ])
  })

  test('may not make a field nullable', () => {
    const nullable = plus({ name: 'reason', type: ['null', 'string'], default: null, doc: '' }, 'reason')
    expect(breaches(schema, nullable)).toEqual([
      { field: 'reason', rule: 'was ReturnReason and becomes null or string: a type never changes' },
    ])
  })

  test('is held to that in what it is made of, too', () => {
    const changed = rewrite(OrderRequested.schema, '"name":"minor","type":"long"', '"name":"minor","type":"string"')
    expect(breaches(OrderRequested.schema, changed)).toEqual([
      { field: 'lines[].unitPrice.minor', rule: 'was long and becomes string: a type never changes' },
    ])
  })

  test('keeps its name', () => {
    expect(breaches(schema, { ...schema, name: 'OrderGone' })).toEqual([
      { field: '', rule: 'was OrderReturned and becomes OrderGone: a type never changes' },
    ])
  })
})

function without(name: string): RecordSchema {
  return { ...schema, fields: schema.fields.filter((field) => field.name !== name) }
}

function plus(field: Field, instead?: string): RecordSchema {
  return { ...schema, fields: [...schema.fields.filter(({ name }) => name !== instead), field] }
}

function rewrite(whole: RecordSchema, text: string, by: string): RecordSchema {
  return JSON.parse(JSON.stringify(whole).replace(text, by))
}
