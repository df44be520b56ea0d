import { OrderConfirmed } from '@saga-shop/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { liveEvent, topics } from './live.fixtures.ts'
import { openMemory } from './memory.ts'
import { openPlaces } from './position.ts'

const opened = (most: number) => {
  const memory = openMemory(openPlaces(topics, 2), most)
  for (const partition of [0, 1]) memory.begin(OrderConfirmed.topic, partition, 0)
  return memory
}
const idOf = (message: Buffer) => /^id: (.*)$/m.exec(message.toString())?.[1] ?? ''

test('what is read again is told once', () => {
  const memory = opened(10)
  expect(memory.remember(liveEvent(0, 0))).toBeDefined()
  expect(memory.remember(liveEvent(0, 0))).toBeUndefined()
  expect(memory.all()).toHaveLength(1)
})

test('who comes back with the id of any event gets exactly what came after it, or is told that this is forgotten', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.nat(),
      (partitions, most, pick) => {
        const memory = opened(most)
        const read = [0, 0]
        const nextOf = (partition: number) => {
          const offset = read[partition] ?? 0
          read[partition] = offset + 1
          return offset
        }
        const told = partitions.flatMap((partition) => memory.remember(liveEvent(partition, nextOf(partition))) ?? [])
        const at = pick % told.length
        const position = memory.places.fromText(idOf(told[at]?.message ?? Buffer.alloc(0)))
        const since = memory.since(position ?? [])
        const after = told.slice(at + 1)
        if (after.length <= most) expect(since).toEqual(after)
        else expect(since).toBeUndefined()
      },
    ),
  )
})

test('only so much is remembered', () => {
  const memory = opened(5)
  for (let offset = 0; offset < 100; offset++) memory.remember(liveEvent(0, offset))
  expect(memory.all().map(({ event }) => event.offset)).toEqual([95, 96, 97, 98, 99])
  expect(memory.floor()[memory.places.placeOf(OrderConfirmed.topic, 0)]).toBe(95)
})
