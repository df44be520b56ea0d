import { randomUUID } from 'node:crypto'
import { Kafka, logLevel } from 'kafkajs'
import { ask } from './ask.ts'
import { eventually } from './eventually.ts'

type User = { readonly username: string; readonly password: string }

/** The broker of this test run. */
export interface TestKafka {
  readonly brokers: string[]
  /** Each service, `storefront`, `judge` and `admin`; only admin may do anything before rules are made. */
  readonly users: Record<'basket' | 'order' | 'payment' | 'shipping' | 'email' | 'storefront' | 'judge' | 'admin', User>
  /** A quiet client that logs on as this user. */
  client(user?: User): Kafka
  /** Makes a topic that no other test knows, and resolves with its name: `prefix` with something unique behind it. */
  topic(options?: { prefix?: string; partitions?: number; config?: Record<string, string> }): Promise<string>
}

/** The broker, with rules on and no topics, rules or groups but those that tests made. */
export async function testKafka(): Promise<TestKafka> {
  const { brokers, users } = await ask('kafka')
  const client = ({ username, password }: User = users.admin) =>
    new Kafka({
      brokers,
      ssl: false,
      sasl: { mechanism: 'scram-sha-256', username, password },
      logLevel: logLevel.NOTHING,
    })
  return {
    brokers,
    users,
    client,
    async topic({ prefix = 'test', partitions = 1, config = {} } = {}) {
      const name = `${prefix}.${randomUUID()}`
      const admin = client().admin()
      await admin.connect()
      try {
        const configEntries = Object.entries(config).map(([key, value]) => ({ name: key, value }))
        await admin.createTopics({
          topics: [{ topic: name, numPartitions: partitions, replicationFactor: 1, configEntries }],
          waitForLeaders: false, // its wait fails when the broker has not heard of the topic yet
        })
        await eventually(() => admin.fetchTopicMetadata({ topics: [name] }))
      } finally {
        await admin.disconnect()
      }
      return name
    },
  }
}
