import { expect, test } from 'vitest'
import { type Cell, operations, permissionMatrix, resources, users } from './permission-matrix.ts'
import { permissions } from './permissions.ts'
import { quotas } from './quotas.ts'

test('there is a cell for every user, resource and operation', () => {
  const perUser = Object.entries(resources).map(([kind, names]) => {
    const tried = Object.entries(operations).find(([name]) => name === kind)?.[1] ?? []
    return names.length * tried.length
  })
  const expected = users.length * perUser.reduce((sum, count) => sum + count, 0)
  expect(new Set(permissionMatrix().map(keyOf)).size).toBe(expected)
})

test('nobody may create, change or delete anything, or use transactions', () => {
  const allowed = permissionMatrix().filter(({ allowed }) => allowed)
  const done = new Set(allowed.map(({ resource, operation }) => `${operation} ${resource}`))
  expect(done).toEqual(
    new Set([
      'describe topic',
      'read topic',
      'write topic',
      'describe group',
      'read group',
      'idempotent write cluster',
    ]),
  )
})

test('without permissions nothing is allowed', () => {
  expect(permissionMatrix([]).filter(({ allowed }) => allowed)).toEqual([])
})

test('whoever has a permission has a quota, and nobody else', () => {
  expect(new Set(quotas().map(({ user }) => user))).toEqual(new Set(permissions().map(({ user }) => user)))
})

const keyOf = ({ user, resource, name, operation }: Cell) => [user, resource, name, operation].join('|')
