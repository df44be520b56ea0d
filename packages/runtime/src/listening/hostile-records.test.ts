import { type EventKind, events, OrderRequested } from '@saga-shop/contracts'
import { anyHostileRecord, anyRecord, type WireRecord } from '@saga-shop/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnreadable } from '../cause.ts'
import { codec, Undecodable } from '../codec.ts'
import { readRecords } from './read-records.ts'

const schemaId = 7
const registry = {
  of: () => schemaId,
  resolver: () => Promise.reject() as never,
  lookUp: () => Promise.resolve(),
  knows: (_: unknown, id: number) => id === schemaId,
  learn: (_: unknown, id: number) => Promise.reject(new Undecodable(`the registry knows no schema ${id}`)),
}
const avro = codec(registry)

/** What a record says, or what is wrong with it. */
async function read(kind: EventKind<unknown>, { key, value, headers }: WireRecord) {
  const at = { topic: kind.topic, partition: 0, offset: 0, timestamp: 0 }
  const record = { ...at, key: key ? Buffer.from(key) : null, value, headers }
  const [cause] = await readRecords([record], kind, { registry, codec: avro })
  return cause && isUnreadable(cause) ? { bad: cause.unreadable } : { cause }
}

/** Milliseconds that this thread has worked; others may keep it waiting meanwhile. */
function work() {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

test.each(events)(
  'whatever happened to $type on its way, it is read in time or named as no such event',
  async (kind) => {
    await fc.assert(
      fc.asyncProperty(anyHostileRecord(kind, schemaId), async (record) => {
        const began = work()
        const { cause, bad } = await read(kind, record)
        expect([cause, bad].filter((found) => found !== undefined)).toHaveLength(1)
        expect(work() - began).toBeLessThan(200)
      }),
      { numRuns: 1_000 },
    )
  },
)

test.each(events)('a sound $type is heard', async (kind) => {
  await fc.assert(
    fc.asyncProperty(anyRecord(kind, schemaId), async (record) => {
      expect(await read(kind, record)).toMatchObject({ cause: { key: record.key } })
    }),
    { numRuns: 50 },
  )
})

const [sound] = fc.sample(anyRecord(OrderRequested, schemaId), { numRuns: 1, seed: 1 })
if (!sound?.value) throw new Error('there should be an example')
const example = OrderRequested.avro.fromBuffer(sound.value.subarray(5))

/** The example with other content, under its key. */
const changed = (changes: object): WireRecord => {
  const body = OrderRequested.avro.toBuffer({ ...example, ...changes })
  return { ...sound, value: Buffer.concat([Buffer.from([0, 0, 0, 0, schemaId]), body]) }
}

test('a few bytes that claim to be five million lines take no memory for them', async () => {
  const { value } = changed({ lines: [] })
  const { value: oneLine } = changed({ lines: [{ productId: '', quantity: 0, unitPrice: { minor: 0, currency: '' } }] })
  const count = oneLine?.findIndex((byte, index) => byte !== value?.[index]) ?? 0
  const claim = Buffer.from('80ade204', 'hex') // five million, as Avro writes it
  const bytes = Buffer.concat([
    value?.subarray(0, count) ?? Buffer.alloc(0),
    claim,
    value?.subarray(count) ?? Buffer.alloc(0),
  ])
  const began = work()
  expect((await read(OrderRequested, { ...sound, value: bytes })).bad).toBeDefined()
  expect(work() - began).toBeLessThan(100)
})

test.each([
  ['a customer who is no UUID', { customerId: "'; drop table orders" }, 'its customerId is no UUID in lower case'],
  ['a zero character', { cardToken: 'a\0b' }, 'its cardToken has a zero character'],
  ['a time beyond the calendar', { requestedAt: 9e15 }, 'its requestedAt is beyond the calendar'],
])('%s is found before a transaction begins', async (_, changes, reason) => {
  expect((await read(OrderRequested, changed(changes))).bad).toBe(reason)
})

test.each(['00-nonsense', '\0', '\r\nx: y', 'x'.repeat(1_000)])(
  'a strange traceparent is no traceparent: %j',
  async (text) => {
    const headers = { ...sound.headers, traceparent: text, tracestate: `\n${text}`, ce_correlationid: `\0${text}` }
    const { cause } = await read(OrderRequested, { ...sound, headers })
    expect(cause).toMatchObject({ traceparent: undefined, tracestate: undefined, correlationId: sound.key })
  },
)
