import { expect, test } from 'vitest'
import { completed, withoutThoseOf } from './passwords.ts'
import { readers } from './readers.ts'

test('what is known stays, what is missing is made, and no two are the same', () => {
  const first = completed({})
  expect(completed(first)).toEqual(first)
  expect(completed({ kafka: { order: 'known' } }).kafka).toMatchObject({ order: 'known', basket: expect.any(String) })
  const all = [
    ...Object.values(first.kafka),
    ...Object.values(first.databases).flatMap((roles) => Object.values(roles)),
  ]
  expect(new Set(all).size).toBe(all.length)
})

test('a rotation changes what one service logs on with, and nobody else', () => {
  const before = completed({})
  const after = completed(withoutThoseOf(before, 'order'))
  expect(after.kafka.order).not.toBe(before.kafka.order)
  expect(after.databases.order.owner).not.toBe(before.databases.order.owner)
  expect(after.databases.order.admin).toBe(before.databases.order.admin)
  expect({ ...after.kafka, order: '' }).toEqual({ ...before.kafka, order: '' })
  expect({ ...after.databases, order: '' }).toEqual({ ...before.databases, order: '' })
})

test('a service is handed its own two passwords, and no other', () => {
  const passwords = completed({})
  const order = readers(passwords).find(({ name }) => name === 'order')
  const handed = JSON.stringify(order)
  const all = [
    ...Object.entries(passwords.kafka),
    ...Object.entries(passwords.databases).flatMap(([service, roles]) =>
      Object.entries(roles).map(([role, password]) => [`${service} ${role}`, password]),
    ),
  ]
  expect(all.filter(([, password = '']) => handed.includes(password)).map(([whose]) => whose)).toEqual([
    'order',
    'order owner',
  ])
})

test('everybody has a user of their own, but for the databases, whose image knows one', () => {
  const own = readers(completed({})).filter(({ name }) => !name.startsWith('postgres-'))
  expect(new Set(own.map(({ uid }) => uid)).size).toBe(own.length)
})
