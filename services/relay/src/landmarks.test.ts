import { expect, test } from 'vitest'
import { Halt } from './halt.ts'
import { Landmarks } from './landmarks.ts'
import type { Partition } from './partition.ts'

const partition = (commit: number, index = 0, id = `event ${commit}`): Partition => ({
  topic: 'order.order-validated.v1',
  number: 0,
  nextSequence: 0,
  tail: { commit, index, id },
})
const standing = { confirmed: 100, end: 1_000 }

test('what is confirmed, and partitions without an event of ours, need not be met', () => {
  const untouched = { ...partition(0), tail: undefined }
  expect(new Landmarks('order', [partition(99), untouched], standing).areMet).toBe(true)
})

test('each tail that Postgres was not told of must come by, at its place and with its id', () => {
  const landmarks = new Landmarks('order', [partition(100), partition(200, 3)], standing)
  landmarks.seen(100, 0, () => 'event 100')
  landmarks.passed(150)
  landmarks.seen(200, 2, () => 'another')
  expect(landmarks.areMet).toBe(false)
  landmarks.seen(200, 3, () => 'event 200')
  landmarks.passed(250)
  expect(landmarks.areMet).toBe(true)
})

test('a log that ends before what the topics hold halts: the database was restored', () => {
  expect(() => new Landmarks('order', [partition(1_000)], standing)).toThrow(Halt)
})

test('a log that brings another event at the place of a tail halts', () => {
  const landmarks = new Landmarks('order', [partition(200)], standing)
  expect(() => landmarks.seen(200, 0, () => 'another')).toThrow(Halt)
})

test('a log that passes the place of a tail without it halts', () => {
  const landmarks = new Landmarks('order', [partition(200)], standing)
  landmarks.passed(200)
  expect(() => landmarks.passed(201)).toThrow(Halt)
})
