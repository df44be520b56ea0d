import { expect, test } from 'vitest'
import { toFetched } from './records.ts'

/** Headers as kafkajs collects them. */
function collected(...pairs: [string, string][]) {
  return pairs.reduce<Record<string, Buffer | Buffer[]>>((headers, [name, text]) => {
    const [before, value] = [headers[name], Buffer.from(text)]
    headers[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
    return headers
  }, {})
}

const message = { key: null, value: null, timestamp: '0', attributes: 0, offset: '0' }
const headersOf = (headers: Record<string, Buffer | Buffer[]>) => {
  const { records } = toFetched({ topic: 't', partition: 0, messages: [{ ...message, headers }] } as never)
  return records[0]?.headers
}

test('headers are what was sent, also those that come twice', () => {
  expect(headersOf(collected(['a', '1'], ['b', '2'], ['b', '3']))).toEqual({
    a: Buffer.from('1'),
    b: [Buffer.from('2'), Buffer.from('3')],
  })
})

test.each(['constructor', 'toString', '__proto__'])('a header called %s brings nothing along', (name) => {
  const headers = headersOf(collected(['a', '1'], [name, '2'])) ?? {}
  expect(Object.getPrototypeOf(headers)).toBe(Object.prototype)
  expect(
    Object.values(headers)
      .flat()
      .every((value) => Buffer.isBuffer(value)),
  ).toBe(true)
  expect(String(Reflect.get(headers, 'a'))).toBe('1')
})
