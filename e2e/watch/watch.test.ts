import { describe, expect, test } from 'vitest'
import { delivered, trailOf } from '../../services/storefront/web/src/xray/trail.fixtures.ts'
import { plain } from '../demo/paint.ts'
import { Refused, type StorefrontClient } from '../storefront/client.ts'
import { read } from '../storefront/listen.ts'
import { readCommandLine } from './command-line.ts'
import { drawOrder } from './draw.ts'
import { follow, isOver } from './follow.ts'

const order = '7f3a19c2-0000-4000-8000-00000000a19c'

test('an order is drawn as lanes: from who announces to who hears it', () => {
  const lines = drawOrder(trailOf(delivered.slice(0, 3)), plain)
  expect(lines.map((line) => line.trimEnd())).toEqual([
    `  order ${order}  validated`,
    '',
    '             basket    order     payment   shipping  email',
    '      +0 ms  ●─────────▶───────────────────▶─────────▶           OrderRequested  order 6 ms, shipping 4 ms, email 4 ms',
    '      +6 ms            ●─────────▶                               OrderValidated  payment 4 ms',
    '     +41 ms            ◀─────────●                               OrderPaymentProcessed  order 4 ms',
  ])
})

test('with its hops, where it stands in the log and in Kafka', () => {
  expect(drawOrder(trailOf(delivered), plain, true).join('\n')).toMatch(/LSN 0\/4A81F20/)
})

test('it is over when it was delivered and everybody has heard', () => {
  expect(isOver(trailOf(delivered))).toBe(true)
  expect(isOver(trailOf(delivered.slice(0, 5)))).toBe(false)
  expect(isOver({ ...trailOf(delivered), complete: false })).toBe(false)
})

test('an order of which nobody knows is not waited for', async () => {
  const knows = (trail: () => ReturnType<StorefrontClient['trail']>) =>
    follow({ trail }, order, { show: () => {}, signal: new AbortController().signal })
  expect(await knows(() => Promise.reject(new Refused('/api/trail', 404, {})))).toBeUndefined()
  expect(await knows(() => Promise.resolve(trailOf(delivered)))).toMatchObject({ complete: true })
  await expect(knows(() => Promise.reject(new Refused('/api/trail', 503, {})))).rejects.toThrow('answered 503')
})

test('a message of the stream is read by its fields', () => {
  expect(read('id: a:1\ndata: {"x":\ndata: 1}')).toEqual({ id: 'a:1', event: '', data: '{"x":\n1}' })
})

describe('the command line', () => {
  test('takes an order, or none', () => {
    expect(readCommandLine([])).toMatchObject({ order: undefined, hops: false, once: false })
    expect(readCommandLine([order, '--hops'])).toMatchObject({ order, hops: true })
  })
  test.each([[['mine']], [[order, order]], [['--what']]])('does not understand %j', (words) => {
    expect(() => readCommandLine(words)).toThrow()
  })
})
