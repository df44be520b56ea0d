import { nasty } from '@saga-shop/testing'
import fc from 'fast-check'
import { anyValue, type Known } from './any-value.ts'
import type { Parameter, Route } from './openapi.ts'
import { asJson, spoiled } from './spoiled.ts'

/** A request as it goes over the wire: nothing between here and there repairs it. */
export interface Request {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

type Strangely = 'body' | 'path' | 'query' | 'header' | 'type' | 'bytes' | 'not at all'

const ways: fc.Arbitrary<Strangely> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Strangely>('body') },
  { weight: 5, arbitrary: fc.constantFrom<Strangely>('path', 'query', 'header', 'type', 'bytes') },
  { weight: 3, arbitrary: fc.constant<Strangely>('not at all') },
)

/** A request that this route allows, or one that is strange in one way. */
export const anyRequest = (route: Route, known: Known): fc.Arbitrary<Request> =>
  ways.chain((strange) =>
    fc
      .tuple(
        anyTarget(route, known, strange),
        anyHeaders(route, known, strange),
        route.body ? anyBody(route, known, strange) : fc.constant(Buffer.alloc(0)),
        anyType(strange),
      )
      .map(([target, headers, body, type]) => ({
        method: route.method,
        target,
        headers: [...(route.body || strange === 'type' ? [['content-type', type] as const] : []), ...headers],
        body,
      })),
  )

function anyTarget({ path, parameters }: Route, known: Known, strange: Strangely) {
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const values = fc.record(Object.fromEntries(inPath.map((one) => [one.name, anyPart(one, known, strange === 'path')])))
  const query = fc.record(
    Object.fromEntries(inQuery.map((one) => [one.name, anyQueryPart(one, known, strange === 'query')])),
    { requiredKeys: strange === 'query' ? [] : inQuery.filter(({ required }) => required).map(({ name }) => name) },
  )
  const extra = strange === 'query' ? fc.option(nasty.map(encode)) : fc.constant(null)
  return fc.tuple(values, query, extra).map(([parts, pairs, more]) => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name]))
    const words = [
      ...Object.entries(pairs).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
      ...(more === null ? [] : [more]),
    ]
    return words.length > 0 ? `${filled}?${words.join('&')}` : filled
  })
}

/** A token that nobody knows is waited for, which takes its time: there are few of them. */
const anyQueryPart = (parameter: Parameter, known: Known, strange: boolean): fc.Arbitrary<string | null> =>
  parameter.name === 'after' && !strange
    ? fc.oneof(
        { weight: 50, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: anyPart(parameter, known, strange) },
      )
    : anyPart(parameter, known, strange)

const anyPart = ({ schema }: Parameter, known: Known, strange: boolean): fc.Arbitrary<string> =>
  strange
    ? fc.oneof(
        nasty.map(encode),
        fc.constantFrom(
          '..%2f..%2fetc%2fpasswd',
          '%2e%2e',
          '%00',
          '%zz',
          '%',
          '%c0%ae',
          '..',
          '.',
          '',
          '%ed%a0%80',
          '*',
          '{id}',
        ),
      )
    : anyValue(schema, known).map((value) => encode(String(value)))

function anyHeaders({ parameters }: Route, known: Known, strange: Strangely): fc.Arbitrary<[string, string][]> {
  const wanted = parameters.filter((parameter) => parameter.in === 'header')
  const one = ({ name, schema }: Parameter) =>
    (strange === 'header' ? nasty.map(inHeader) : anyValue(schema, known).map((value) => inHeader(String(value)))).map(
      (value): [string, string] => [name, value],
    )
  const odd = fc
    .tuple(
      fc.constantFrom(
        'accept',
        'traceparent',
        'x-forwarded-for',
        'cookie',
        'if-match',
        'expect',
        'range',
        'origin',
        'accept-version',
      ),
      nasty.map(inHeader),
    )
    .map((header): [string, string] => header)
  return fc
    .tuple(fc.tuple(...wanted.map(one)), fc.array(odd, { maxLength: strange === 'header' ? 3 : 0 }))
    .map(([sound, others]) => (strange === 'header' && others.length > 2 ? others : [...sound, ...others]))
}

const anyBody = ({ body = {} }: Route, known: Known, strange: Strangely): fc.Arbitrary<Buffer> => {
  const sound = anyValue(body, known)
  if (strange === 'bytes')
    return fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('', ' ', '{', '{"a":', '\ufeff{}', 'null', '"', '[]]').map((text) => Buffer.from(text)),
      fc.integer({ min: 60_000, max: 300_000 }).map((length) => Buffer.from(JSON.stringify({ a: 'x'.repeat(length) }))),
    )
  return (strange === 'body' ? sound.chain(spoiled) : sound).map((value) => Buffer.from(asJson(value)))
}

const anyType = (strange: Strangely) =>
  strange === 'type'
    ? fc.oneof(
        fc.constantFrom(
          'text/plain',
          'application/xml',
          'application/json;charset=utf-16',
          'multipart/form-data; boundary=x',
          '',
        ),
        nasty.map(inHeader),
      )
    : fc.constant('application/json')

/** Percent-encodes what a URL cannot hold; leaves alone what is only unusual. */
const encode = (text: string) => encodeURI(text.toWellFormed()).replace(/[#?]/g, encodeURIComponent).slice(0, 5_000)

/** What can stand in a header without ending it. */
const inHeader = (text: string) => text.replace(/[\r\n\0]/g, ' ').slice(0, 5_000)
