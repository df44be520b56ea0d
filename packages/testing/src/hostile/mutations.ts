import fc from 'fast-check'

/** Does to bytes what a broken disk, a wrong version or somebody with bad intentions would do. */
export type Mutation = (bytes: Buffer) => Buffer

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const at = (bytes: Buffer, where: number) => Math.floor(where * bytes.length)
const short = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes))

// Avro lengths and counts that ask for more than there is: 2^31, 2^53 - 1, 2^62, one without an end, and negative ones.
const greedy = fc
  .constantFrom(
    '8080808010',
    'feffffffffffff1f',
    '80808080808080808001',
    'ffffffffffffffffffffffff',
    '8380808010',
    '01',
  )
  .map((hex) => Buffer.from(hex, 'hex'))

const flip = fc.tuple(place, fc.nat(7)).map(
  ([where, bit]): Mutation =>
    (bytes) => {
      const changed = Buffer.from(bytes)
      const index = at(bytes, where)
      if (bytes.length > 0) changed[index] = (changed[index] ?? 0) ^ (1 << bit)
      return changed
    },
)
const overwrite = fc.tuple(place, fc.oneof(short, greedy)).map(
  ([where, other]): Mutation =>
    (bytes) => {
      const index = at(bytes, where)
      return Buffer.concat([bytes.subarray(0, index), other, bytes.subarray(index + other.length)])
    },
)
const insert = fc.tuple(place, fc.oneof(short, greedy)).map(
  ([where, more]): Mutation =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, at(bytes, where)), more, bytes.subarray(at(bytes, where))]),
)
const remove = fc.tuple(place, fc.integer({ min: 1, max: 20 })).map(
  ([where, count]): Mutation =>
    (bytes) =>
      Buffer.concat([bytes.subarray(0, at(bytes, where)), bytes.subarray(at(bytes, where) + count)]),
)
const truncate = place.map(
  (where): Mutation =>
    (bytes) =>
      Buffer.from(bytes.subarray(0, at(bytes, where))),
)
const repeat = place.map(
  (where): Mutation =>
    (bytes) =>
      Buffer.concat([bytes, bytes.subarray(at(bytes, where))]),
)
const otherSchema = fc.nat(0xffffffff).map(
  (id): Mutation =>
    (bytes) => {
      const changed = Buffer.from(bytes)
      if (bytes.length >= 5) changed.writeUInt32BE(id, 1)
      return changed
    },
)
const anything = fc.uint8Array({ maxLength: 300 }).map(
  (other): Mutation =>
    () =>
      Buffer.from(other),
)

/** One to three mutations, one after the other. */
export const anyMutation: fc.Arbitrary<Mutation> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.oneof(flip, overwrite, insert, remove, truncate, repeat) },
      { weight: 1, arbitrary: fc.oneof(otherSchema, anything) },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((mutations) => (bytes) => mutations.reduce((changed, mutate) => mutate(changed), bytes))
