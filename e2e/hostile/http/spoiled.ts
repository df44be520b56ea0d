import { nasty } from '@saga-shop/testing'
import fc from 'fast-check'

// Stands for text that `JSON.stringify` would never write; it is put in afterwards.
const raw = (text: string) => `\u0001raw:${Buffer.from(text).toString('hex')}`

const strange = fc.oneof(
  nasty,
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 53,
    -(2 ** 63),
    [],
    {},
    [[[]]],
    raw('1e400'),
    raw('-0'),
    raw(`1${'0'.repeat(400)}`),
    raw('"\\ud800"'),
    raw('"\\udc00\\ud800"'),
    raw('{"__proto__":{"polluted":true}}'),
    raw('{"constructor":{"prototype":{"polluted":true}}}'),
    raw('{"a":1,"a":2}'),
    raw('NaN'),
    raw("'single'"),
    raw('['.repeat(5_000) + ']'.repeat(5_000)),
    raw(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
  ),
  fc.integer({ min: 50, max: 3_000 }).map((length) => Array.from({ length }, () => 'x')),
  fc.anything({ maxDepth: 2 }).filter((value) => JSON.stringify(value) !== undefined),
)

const place = fc.nat(1_000)

/** A value with something else in one place, something missing, or something more. */
export const spoiled = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(place, fc.constantFrom('replace', 'remove', 'add', 'whole'), strange, nasty)
    .map(([where, how, other, name]) => {
      if (how === 'whole') return other
      const places = placesIn(value)
      return changed(value, places[where % places.length] ?? [], how, other, name)
    })

type Path = readonly string[]

/** Every place in a value, from the outside in. */
const placesIn = (value: unknown, path: Path = []): Path[] => [
  path,
  ...Object.entries(isTree(value) ? value : {}).flatMap(([key, inner]) => placesIn(inner, [...path, key])),
]

function changed(value: unknown, [key, ...rest]: Path, how: string, other: unknown, name: string): unknown {
  if (key === undefined) return how === 'add' && isTree(value) ? { ...value, [name]: other } : other
  if (!isTree(value)) return other
  const entries = Object.entries(value).flatMap(([field, inner]): [string, unknown][] => {
    if (field !== key) return [[field, inner]]
    return rest.length === 0 && how === 'remove' ? [] : [[field, changed(inner, rest, how, other, name)]]
  })
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries)
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The value as JSON, with what JSON cannot say. */
export const asJson = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replace(/"\\u0001raw:([\da-f]*)"/g, (_, hex: string) =>
    Buffer.from(hex, 'hex').toString(),
  )
