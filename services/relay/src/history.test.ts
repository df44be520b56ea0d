import { expect, test } from 'vitest'
import { Halt } from './halt.ts'
import { tailIn } from './history.ts'

const log = { system: '7574821119385247780', timeline: 2, rebuilds: 3 }
const tailOf = (position: string) =>
  tailIn({ 'relay-position': Buffer.from(position), ce_id: Buffer.from('an id') }, log, 'order')

test('the last event of our log is where we skip to', () => {
  expect(tailOf('7574821119385247780:2:3:0/A:5')).toEqual({ commit: 10, index: 5, id: 'an id' })
})

test('what a rebuild announced stands before everything that its slot brings', () => {
  expect(tailOf('7574821119385247780:2:3:0/0:41')).toMatchObject({ commit: 0 })
})

test.each([
  ['before the last rebuild', '7574821119385247780:2:2:0/A:0'],
  ['before the last rebuild, in another cluster', '1:7:2:0/A:0'],
  ['nowhere', 'hello'],
])('an event from %s says nothing about our log', (_, position) => {
  expect(tailOf(position)).toBeUndefined()
})

test('an empty partition says nothing about our log', () => {
  expect(tailIn(undefined, log, 'order')).toBeUndefined()
})

test.each([
  ['another database', '7574821119385247781:2:3:0/A:0'],
  ['another timeline, as after a restore', '7574821119385247780:1:3:0/A:0'],
  ['a later rebuild, that a restore has undone', '7574821119385247780:2:4:0/A:0'],
])('an event from %s halts', (_, position) => {
  expect(() => tailOf(position)).toThrow(Halt)
  expect(() => tailOf(position)).toThrow('npm run restored -- order')
})
