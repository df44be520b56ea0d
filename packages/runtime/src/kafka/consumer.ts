import type kafkajs from 'kafkajs'
import { crashPoint } from '../crash-point.ts'
import type { Log } from '../log.ts'
import { restFor, untilItWorks } from '../waiting.ts'
import { copartitioned } from './assigner.ts'
import { type Assignment, assignedExtents } from './assignment.ts'
import { kafkaClient } from './client.ts'
import { groupOffsets } from './group-offsets.ts'
import { followMembership } from './membership.ts'
import type { Consumer, ConsumerOptions, KafkaSettings, Verdict } from './port.ts'
import { toFetched } from './records.ts'

// A member that was killed is missed after this long, and its partitions go to others.
const sessionTimeout = 6_000
// kafkajs cannot leave a running fetch: this bounds how long stopping takes.
const maxWaitTimeInMs = 500

/** Hears topics with kafkajs, as a member of a consumer group. */
export function consumer(settings: KafkaSettings, options: ConsumerOptions, log: Log): Consumer {
  const kafka = kafkaClient(settings, log)
  const client = kafka.consumer({
    groupId: options.groupId,
    partitionAssigners: [copartitioned],
    sessionTimeout,
    rebalanceTimeout: 12_000, // so long it waits for an answer to its wish to join, and 5 s more
    heartbeatInterval: 1_000,
    maxWaitTimeInMs,
    maxBytesPerPartition: 256 * 1024,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8, restartOnFailure: () => Promise.resolve(true) },
  })
  const membership = followMembership(client, sessionTimeout)
  const offsets = options.isKept === false ? undefined : groupOffsets(client, log)
  const over = new AbortController()
  let ready: Promise<void> = Promise.resolve()

  client.on(client.events.GROUP_JOIN, ({ payload }) => {
    offsets?.forget()
    ready = seekAll(payload.memberAssignment)
    ready.catch((error) =>
      log.warn({ error: String(error) }, 'the positions of the new partitions could not be read yet'),
    )
  })

  async function seekAll(assignment: Assignment) {
    const begins = await untilItWorks(
      async () => options.assigned(await assignedExtents(kafka, assignment)),
      (error) => log.warn({ error: String(error) }, 'cannot find where to go on; trying again'),
      () => over.signal.aborted,
    )
    crashPoint('partitions-assigned')
    for (const { topic, partition, offset } of begins) client.seek({ topic, partition, offset: String(offset) })
  }

  /** The client asks for more as soon as all that it brought together is heard. */
  async function eachBatch(payload: kafkajs.EachBatchPayload) {
    const { batch, heartbeat, isStale } = payload
    await membership.beating(heartbeat, ready)
    if (isStale()) return
    const next = performance.now() + (options.every ?? 0)
    const verdict = await membership.beating(heartbeat, options.hear(toFetched(batch)))
    crashPoint('batch-heard')
    obey(verdict, payload)
    await restFor(next - performance.now(), over.signal)
  }

  function obey(verdict: Verdict, { batch, resolveOffset }: kafkajs.EachBatchPayload) {
    const { topic, partition } = batch
    if ('stopped' in verdict) return client.pause([{ topic, partitions: [partition] }])
    if (verdict.next === Number(batch.lastOffset()) + 1) {
      resolveOffset(batch.lastOffset())
      offsets?.reach(topic, partition, String(verdict.next))
      return crashPoint('offsets-resolved')
    }
    client.seek({ topic, partition, offset: String(verdict.next) })
  }

  const begin = () =>
    untilItWorks(
      async () => {
        await client.connect()
        await client.subscribe({ topics: [...options.topics], fromBeginning: true })
        await client.run({
          eachBatch,
          eachBatchAutoResolve: false,
          autoCommit: false,
          partitionsConsumedConcurrently: 64,
        })
      },
      (error) => log.warn({ brokers: settings.brokers, error: String(error) }, 'Kafka is out of reach; trying again'),
      () => over.signal.aborted,
    )

  // What the client holds to be hopeless, such as a coordinator that a broker with trouble does not name, it never tries again.
  client.on(client.events.CRASH, async ({ payload: { restart, error } }) => {
    if (restart || over.signal.aborted) return
    log.warn({ error: String(error) }, 'the Kafka client gave up; it is started again')
    await begin()
  })

  return {
    get joined() {
      return membership.joined()
    },
    get rejoining() {
      return membership.rejoining()
    },
    start: begin,
    stop: async () => {
      over.abort()
      await offsets?.stop()
      await client.disconnect()
    },
  }
}
