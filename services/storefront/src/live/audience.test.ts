import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openAudience, wantsOf } from './audience.ts'
import { liveEvent, orderId, topics } from './live.fixtures.ts'
import { openMemory } from './memory.ts'
import { openPlaces } from './position.ts'

/** A watcher who notes what is written, and takes it up to so many bytes. */
function watcher(waiting = 0) {
  const written: Buffer[] = []
  let dropped = false
  return {
    written,
    isDropped: () => dropped,
    watcher: {
      waiting: () => waiting,
      write: (bytes: Buffer) => void written.push(bytes),
      drop: () => {
        dropped = true
      },
    },
  }
}
const memory = openMemory(openPlaces(topics, 1), 100)
let offset = 10
const told = (offset: number, changes = {}) =>
  memory.remember(liveEvent(0, offset, changes)) ?? expect.fail('told twice')

test('events that come together go out together, to everybody who wants them', async () => {
  const audience = openAudience()
  const [one, other, picky] = [watcher(), watcher(), watcher()]
  audience.join('all', () => true, one.watcher)
  audience.join('all', () => true, other.watcher)
  audience.join('order', wantsOf({ order: 'another' }), picky.watcher)
  audience.tell(told(0))
  audience.tell(told(1))
  await sleep(80)
  expect(one.written).toHaveLength(1)
  expect(other.written[0]).toBe(one.written[0])
  expect(one.written[0]?.toString().match(/^data: /gm)).toHaveLength(2)
  expect(picky.written).toEqual([])
})

test('a slow one is dropped, and nobody waits for it', async () => {
  const audience = openAudience()
  const [slow, fast] = [watcher(10 * 1024 * 1024), watcher()]
  audience.join('all', () => true, slow.watcher)
  audience.join('all', () => true, fast.watcher)
  audience.tell(told(2))
  await sleep(80)
  expect([slow.isDropped(), fast.isDropped()]).toEqual([true, false])
  expect(slow.written).toEqual([])
  expect(fast.written).toHaveLength(1)
  expect(audience.dropped()).toBe(1)
})

test('who joins between an event and its going out does not hear it twice', async () => {
  const audience = openAudience()
  const late = watcher()
  audience.tell(told(3))
  audience.join('all', () => true, late.watcher)
  await sleep(80)
  expect(late.written).toEqual([])
})

test('nobody is left behind who has left', () => {
  const audience = openAudience()
  const leave = audience.join('all', () => true, watcher().watcher)
  expect(audience.watchers()).toBe(1)
  leave()
  leave()
  expect(audience.watchers()).toBe(0)
})

test.each([
  ['its order', { order: orderId }, true],
  ['another order', { order: '0197f000-0000-7000-8000-0000000000bb' }, false],
  ['its announcer, among others', { service: 'payment,order' }, true],
  ['other announcers', { service: 'payment,shipping' }, false],
  ['its topic', { topic: 'order.order-confirmed.v1' }, true],
  ['another topic', { topic: 'order.order-confirmed.v2' }, false],
])('an event is wanted by who asks for %s: %o', (_, query, wanted) => {
  expect(wantsOf(query)(told(++offset))).toBe(wanted)
})
