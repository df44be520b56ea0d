import { expect, test } from 'vitest'
import type { Flight } from './flight.ts'
import { Flights } from './flights.ts'
import type { Partition } from './partition.ts'
import { column, OutboxRow } from './postgres/outbox-row.ts'

const partition: Partition = { topic: 'order.order-validated.v1', number: 0, tail: undefined, nextSequence: 0 }

test('an event that finds none in the air leaves at once, and those that come meanwhile leave together', async () => {
  const { flights, left, land } = departures()
  flights.take(partition, event(10))
  await soon()
  for (let n = 0; n < 3; n++) flights.take(partition, event(10))
  expect(left.map(({ events }) => events)).toEqual([1])
  land()
  await soon()
  expect(left.map(({ events }) => events)).toEqual([1, 3])
})

test('nothing is confirmed before all of its transaction and everything before it has landed', async () => {
  const { flights, landed, land } = departures()
  flights.take(partition, event(10))
  await soon()
  flights.take(partition, event(10))
  expect(flights.commit(500)).toBe(true)
  land()
  await soon()
  expect(landed).toEqual([undefined])
  land()
  await soon()
  expect(landed).toEqual([undefined, 500])
  expect(flights.commit(600)).toBe(false)
})

test('a transaction whose events have all left is confirmed with the last of them', async () => {
  const { flights, landed, land } = departures()
  flights.take(partition, event(10))
  await soon()
  flights.commit(500)
  land()
  await soon()
  expect(landed).toEqual([500])
})

test('an event that would make a batch too large for the broker takes the next flight', async () => {
  const { flights, left, land } = departures()
  flights.take(partition, event(10))
  await soon()
  for (const size of [400_000, 100_000, 400_000, 900_000, 10]) flights.take(partition, event(size))
  for (let n = 0; n < 5; n++) {
    land()
    await soon()
  }
  expect(left.map(({ events }) => events)).toEqual([1, 2, 1, 1, 1])
})

test('a flight holds two thousand events at most', async () => {
  const { flights, left, land } = departures()
  for (let n = 0; n < 4_500; n++) flights.take(partition, event(1))
  for (let n = 0; n < 3; n++) {
    await soon()
    land()
  }
  expect(left.map(({ events }) => events)).toEqual([2_000, 2_000, 500])
})

test('finishing lets everything land; abandoning drops what has not left', async () => {
  const finishing = departures()
  finishing.flights.take(partition, event(1))
  await soon()
  finishing.flights.take(partition, event(1))
  finishing.flights.finish()
  finishing.land()
  await soon()
  finishing.land()
  await finishing.over
  expect(finishing.left).toHaveLength(2)

  const abandoning = departures()
  abandoning.flights.take(partition, event(1))
  await soon()
  abandoning.flights.take(partition, event(1))
  abandoning.flights.abandon()
  abandoning.land()
  await abandoning.over
  expect(abandoning.left).toHaveLength(1)
})

/** Flights that land when the test says so. */
function departures() {
  const flights = new Flights()
  const left: Flight[] = []
  const landed: (number | undefined)[] = []
  let land = () => {}
  const fly = (flight: Flight) => {
    left.push(flight)
    const { promise, resolve } = Promise.withResolvers<void>()
    land = resolve
    return promise
  }
  const over = flights.run(fly, ({ commitEnd }) => landed.push(commitEnd))
  return { flights, left, landed, land: () => land(), over }
}

function event(size: number): OutboxRow {
  const row = new OutboxRow()
  row.set(column.payload, Buffer.alloc(size), 0, size)
  row.set(column.key, Buffer.from('order-1'), 0, 7)
  return row
}

const soon = () => new Promise<void>((resolve) => setImmediate(resolve))
