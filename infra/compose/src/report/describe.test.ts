import { expect, test } from 'vitest'
import { describeReport } from './describe.ts'
import { readMemory } from './figures.ts'

const memory = ['saga-shop-order-1 88.5MiB / 192MiB', 'saga-shop-kafka-1 1.5GiB / 2GiB'].map(readMemory)

test('what docker stats says is read in whatever unit it says it', () => {
  expect(memory).toEqual([
    { container: 'saga-shop-order-1', used: 88.5 * 2 ** 20, limit: 192 * 2 ** 20 },
    { container: 'saga-shop-kafka-1', used: 1.5 * 2 ** 30, limit: 2 * 2 ** 30 },
  ])
})

test('the largest comes first, and the sum last', () => {
  const lines = describeReport({ images: [{ image: 'postgres:18', bytes: 4.5e8 }], ours: undefined, memory })
  expect(lines).toEqual([
    'Images, unpacked',
    `  ${'postgres:18'.padEnd(44)}   450 MB`,
    '',
    'Memory, as docker stats says',
    `  ${'saga-shop-kafka-1'.padEnd(44)}  1536 MB of  2048 MB`,
    `  ${'saga-shop-order-1'.padEnd(44)}    89 MB of   192 MB`,
    `  ${'all of them'.padEnd(44)}  1625 MB`,
  ])
})

test('what our image adds is said, and that nothing runs', () => {
  const ours = { image: 'saga-shop:local', base: 'node:24', bytes: 6.8e7 }
  const lines = describeReport({ images: [], ours, memory: [] })
  expect(lines).toContain(`  ${'saga-shop:local over node:24'.padEnd(44)}    68 MB`)
  expect(lines.at(-1)).toMatch(/No container runs/)
})
