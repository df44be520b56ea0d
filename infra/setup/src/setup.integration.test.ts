import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import { events } from '@saga-shop/contracts'
import { eventually, testKafka, testRegistry } from '@saga-shop/testing'
import { expect, test } from 'vitest'
import { setUp } from './setup.ts'

test('running it twice at once does no harm, once more changes nothing, and services find their schemas', async () => {
  const [kafka, { url }] = await Promise.all([testKafka(), testRegistry()])
  const settings = {
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_USERNAME: kafka.users.admin.username,
    KAFKA_PASSWORD: kafka.users.admin.password,
    REGISTRY_URL: url,
    TOPIC_PARTITIONS: 6,
    TOPIC_REPLICATION: 1,
    WAIT_SECONDS: 20,
  }
  const lines: string[] = []
  const run = () => setUp(settings, (line) => lines.push(line))
  const atOnce = await Promise.all([run(), run()])
  expect(atOnce.flat().flatMap(({ problems }) => problems)).toEqual([])
  // What the controller has taken the broker tells a moment later.
  const again = await eventually(async () => {
    const outcomes = await run()
    expect(outcomes.map(({ done }) => done)).toEqual([
      'topics: 28 present, 0 created',
      expect.stringMatching(/^permissions: \d+ present, 0 granted, 0 withdrawn$/),
      expect.stringMatching(/^quotas: \d+ present, 0 set$/),
      'schemas: 14 present, 0 registered',
    ])
    return outcomes
  })
  expect(again.flatMap(({ problems, differences }) => [...problems, ...differences])).toEqual([])
  expect(lines).toEqual([])

  const client = new SchemaRegistry({ host: url })
  const ids = events.map(({ subject, schema }) =>
    client.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema: JSON.stringify(schema) }),
  )
  expect(new Set(await Promise.all(ids)).size).toBe(events.length)
})

test('killed half-way, it is finished the next time', async () => {
  const [kafka, { url }] = await Promise.all([testKafka(), testRegistry()])
  const job = (crash: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: {
        KAFKA_BROKERS: kafka.brokers.join(','),
        KAFKA_USERNAME: kafka.users.admin.username,
        KAFKA_PASSWORD: kafka.users.admin.password,
        REGISTRY_URL: url,
        TOPIC_PARTITIONS: '6',
        TOPIC_REPLICATION: '1',
        ...crash,
      },
    })
  expect(job({ CRASH_AT: 'topics-made' }).signal).toBe('SIGKILL')
  expect(job().status).toBe(0)
})
