import { randomUUID } from 'node:crypto'
import { testKafka } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { setUpUsers } from './users.ts'

test('a user who was made may log on, and after a change only with the new password', async () => {
  const kafka = await testKafka()
  const settings = {
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_USERNAME: kafka.users.admin.username,
    KAFKA_PASSWORD: kafka.users.admin.password,
    REGISTRY_URL: 'http://127.0.0.1:9',
    TOPIC_PARTITIONS: 3,
    TOPIC_REPLICATION: 1,
    WAIT_SECONDS: 20,
  }
  const name = `guest-${randomUUID()}`
  const logsOn = async (password: string) => {
    const admin = kafka.client({ username: name, password }).admin({ retry: { retries: 0 } })
    try {
      await admin.connect()
      return true
    } catch {
      return false
    } finally {
      await admin.disconnect()
    }
  }
  expect(await logsOn('first')).toBe(false)
  expect(await setUpUsers(settings, { [name]: 'first' })).toMatchObject({ done: 'users: 1 may log on' })
  await expect.poll(() => logsOn('first')).toBe(true)
  await setUpUsers(settings, { [name]: 'second' })
  await expect.poll(() => logsOn('second')).toBe(true)
  expect(await logsOn('first')).toBe(false)
})
