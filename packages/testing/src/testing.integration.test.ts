import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase, testKafka } from './index.ts'

test('two tests never see the same database', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()])
  const client = new pg.Client(one.url)
  await client.connect()
  await client.query('create table mine ()')
  await client.end()
  const neighbour = new pg.Client(other.url)
  await neighbour.connect()
  await expect(neighbour.query('select * from mine')).rejects.toThrow('does not exist')
  await neighbour.end()
})

test('a topic of a test is there at once', async () => {
  const kafka = await testKafka()
  const topic = await kafka.topic({ partitions: 3 })
  const admin = kafka.client().admin()
  await admin.connect()
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] })
  await admin.disconnect()
  expect(topics[0]?.partitions).toHaveLength(3)
})

test('a service may not write where no rule lets it', async () => {
  const kafka = await testKafka()
  const topic = await kafka.topic()
  const producer = kafka.client(kafka.users.basket).producer()
  await producer.connect()
  await expect(producer.send({ topic, messages: [{ value: 'mine?' }] })).rejects.toThrow('authoriz')
  await producer.disconnect()
})
