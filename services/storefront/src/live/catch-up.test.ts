import { OrderConfirmed } from '@saga-shop/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveEvent } from '../api.ts'
import { missedSince } from './catch-up.ts'
import type { History } from './history.ts'
import { liveEvent, topics } from './live.fixtures.ts'
import { openMemory } from './memory.ts'
import { openPlaces } from './position.ts'

const places = openPlaces(topics, 2)

/** All that ever happened, of which the last `most` are remembered; the rest can be read again. */
function world(partitions: readonly number[], most: number) {
  const memory = openMemory(places, most)
  for (const partition of [0, 1]) memory.begin(OrderConfirmed.topic, partition, 0)
  const read = [0, 0]
  const all = partitions.map((partition, index) => {
    const offset = read[partition] ?? 0
    read[partition] = offset + 1
    return liveEvent(partition, offset, { writtenAt: index })
  })
  const ids = all.map((event) => idOf(memory.remember(event)?.message))
  const history: History = {
    read: async (stretches) =>
      all.filter(({ topic, partition, offset }) =>
        stretches.some(
          (one) => one.topic === topic && one.partition === partition && one.begin <= offset && offset < one.end,
        ),
      ),
  }
  return { memory, history, all, ids }
}
const idOf = (message: Buffer | undefined) => /^id: (.*)$/m.exec(String(message))?.[1] ?? ''
const eventIn = (message: Buffer): LiveEvent => JSON.parse(/^data: (.*)$/m.exec(message.toString())?.[1] ?? '')
const everything = () => true
const story = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 60 })

test('who comes back, from anywhere, hears exactly what they missed, in its order', async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.integer({ min: 1, max: 30 }), fc.nat(), async (partitions, most, pick) => {
      const { memory, history, all, ids } = world(partitions, most)
      const at = pick % all.length
      const { messages } = await missedSince(ids[at], {}, everything, memory, history)
      expect(messages.map(eventIn)).toEqual(all.slice(at + 1))
    }),
  )
})

test('who is cut off while they catch up misses nothing either', async () => {
  await fc.assert(
    fc.asyncProperty(
      story,
      fc.integer({ min: 1, max: 30 }),
      fc.nat(),
      fc.nat(),
      async (partitions, most, pick, cut) => {
        const { memory, history, all, ids } = world(partitions, most)
        const at = pick % all.length
        const first = (await missedSince(ids[at], {}, everything, memory, history)).messages
        const taken = first.slice(0, cut % (first.length + 1))
        const lastId = idOf(taken.at(-1)) || ids[at]
        const second = (await missedSince(lastId, {}, everything, memory, history)).messages
        expect([...taken, ...second].map(eventIn)).toEqual(all.slice(at + 1))
      },
    ),
  )
})

test('a filter leaves out what is not wanted, and nothing else', async () => {
  const { memory, history, all, ids } = world([0, 1, 0, 1, 1], 2)
  const wants = ({ event }: { readonly event: LiveEvent }) => event.partition === 1
  const { messages } = await missedSince(ids[0], {}, wants, memory, history)
  expect(messages.map(eventIn)).toEqual(all.slice(1).filter(({ partition }) => partition === 1))
})

test('who comes for the first time hears what is to come, or what is remembered as well', async () => {
  const { memory, history, all } = world([0, 1, 0], 10)
  const now = await missedSince(undefined, {}, everything, memory, history)
  expect(now).toMatchObject({ hello: { resumed: 'now' }, messages: [], reached: memory.position() })
  const recent = await missedSince(undefined, { from: 'recent' }, everything, memory, history)
  expect(recent.messages.map(eventIn)).toEqual(all)
})

test('an id of another shop is told apart', async () => {
  const { memory, history } = world([0], 10)
  const { hello } = await missedSince('nonsense', {}, everything, memory, history)
  expect(hello).toMatchObject({ resumed: 'now', gap: expect.any(String) })
})
