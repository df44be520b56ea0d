import { users } from '@saga-shop/contracts'
import { eventually } from '@saga-shop/testing'
import kafkajs, { type AclEntry } from 'kafkajs'
import { expect, test } from 'vitest'
import { kafkaOf } from '../bench/kafka.ts'
import { connect } from '../permissions/connect.ts'
import { describe } from '../permissions/describe.ts'
import { topicAttempts } from '../permissions/topics.ts'
import { surprises, tryPermissions } from '../permissions/try-permissions.ts'
import { stack } from './shop.ts'

test('every user may do what the permissions say, and nothing else', async () => {
  const tried = await tryPermissions(stack.kafka)
  console.log(describe(tried))
  expect(surprises(tried)).toEqual([])
})

test('a right that nobody declared is found', () =>
  whileGranted(rule('email', 'payment.', AclOperationTypes.WRITE), async () => {
    const found = await eventually(async () => {
      const found = surprises(await tryPermissions(stack.kafka))
      expect(found).not.toEqual([])
      return found
    })
    expect(new Set(found.map(({ cell }) => cell.user))).toEqual(new Set(['email']))
    expect(new Set(found.map(({ cell }) => cell.operation))).toEqual(new Set(['write', 'describe']))
    expect(found.every(({ cell, wasAllowed }) => cell.name.startsWith('payment.') && wasAllowed)).toBe(true)
  }))

test.each(users)('nobody logs on as %s with another password', async (username) => {
  await expect(logOn({ username, password: 'a guess' })).rejects.toThrow()
})

test('nobody logs on whom the shop does not know', async () => {
  await expect(logOn({ username: 'anybody', password: 'a guess' })).rejects.toThrow()
})

test('nobody is let in without a login', async () => {
  const connection = await connect(stack.kafka.brokers[0] ?? '', undefined)
  await expect(topicAttempts.describe(connection, ['basket.order-requested.v1'])).rejects.toThrow()
  await connection.close()
})

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

const rule = (user: string, resourceName: string, operation: number) => ({
  principal: `User:${user}`,
  host: '*',
  operation,
  permissionType: AclPermissionTypes.ALLOW,
  resourceType: AclResourceTypes.TOPIC,
  resourceName,
  resourcePatternType: ResourcePatternTypes.PREFIXED,
})

async function whileGranted(acl: AclEntry, meanwhile: () => Promise<void>) {
  const admin = kafkaOf(stack).admin()
  await admin.connect()
  try {
    await admin.createAcls({ acl: [acl] })
    await meanwhile()
  } finally {
    await admin.deleteAcls({ filters: [acl] })
    await admin.disconnect()
  }
}

async function logOn(login: Parameters<typeof connect>[1]) {
  const connection = await connect(stack.kafka.brokers[0] ?? '', login)
  await connection.close()
}
