import {
  ConfigResourceTypes,
  type Connection,
  createPartitionsV3,
  createTopicsV7,
  deleteRecordsV2,
  describeConfigsV4,
  fetchV12,
  incrementalAlterConfigsV1,
  metadataV12,
  produceV9,
} from '@platformatic/kafka'
import type { operations } from '@saga-shop/contracts'
import { answerTo } from './connect.ts'

/** The error code for each name, from one request for all of them. */
export type Codes = ReadonlyMap<string, number>
export type Attempt = (connection: Connection, names: readonly string[]) => Promise<Codes>

/** No topic has so many: the authorizer is asked before anybody looks for the partition. */
const beyond = 32_767
const patience = 5_000
const topicType = ConfigResourceTypes.TOPIC

/** A real attempt at each operation on topics, made so that it changes nothing where it is let through. */
export const topicAttempts: Record<(typeof operations)['topic'][number], Attempt> = {
  describe: async (connection, names) => {
    const { topics } = await answerTo(metadataV12.api.async(connection, [...names], false, false))
    return new Map(topics.map(({ name, errorCode }) => [name ?? '', errorCode]))
  },
  read: async (connection, names) => {
    const first = { partition: 0, currentLeaderEpoch: -1, fetchOffset: 0n, lastFetchedEpoch: -1, partitionMaxBytes: 1 }
    const wanted = names.map((topicId) => ({ topicId, partitions: [first] }))
    const { responses } = await answerTo(fetchV12.api.async(connection, 0, 0, 1, 0, 0, -1, wanted, [], ''))
    return new Map(responses.map(({ topicId, partitions }) => [topicId, partitions[0]?.errorCode ?? 0]))
  },
  write: async (connection, names) => {
    const records = names.map((topic) => ({ topic, partition: beyond, value: Buffer.from('may I?') }))
    const answer = await answerTo(produceV9.api.async(connection, -1, patience, records))
    if (typeof answer === 'boolean') throw new Error('the broker says nothing about what was written')
    return new Map(answer.responses.map(({ name, partitionResponses: [first] }) => [name, first?.errorCode ?? 0]))
  },
  create: async (connection, names) => {
    const wanted = names.map((name) => ({ name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }))
    return codesOf((await answerTo(createTopicsV7.api.async(connection, wanted, patience, true))).topics)
  },
  delete: async (connection, names) => {
    const wanted = names.map((name) => ({ name, partitions: [{ partitionIndex: beyond, offset: 0n }] }))
    const { topics } = await answerTo(deleteRecordsV2.api.async(connection, wanted, patience))
    return new Map(topics.map(({ name, partitions: [first] }) => [name, first?.errorCode ?? 0]))
  },
  alter: async (connection, names) => {
    const wanted = names.map((name) => ({ name, count: beyond, assignments: null }))
    return codesOf((await answerTo(createPartitionsV3.api.async(connection, wanted, patience, true))).results)
  },
  'describe configs': async (connection, names) => {
    const wanted = names.map((resourceName) => ({ resourceType: topicType, resourceName, configurationKeys: [] }))
    return resourceCodes((await answerTo(describeConfigsV4.api.async(connection, wanted, false, false))).results)
  },
  'alter configs': async (connection, names) => {
    const change = { name: 'retention.ms', configOperation: 0, value: '1' } as const
    const wanted = names.map((resourceName) => ({ resourceType: topicType, resourceName, configs: [change] }))
    return resourceCodes((await answerTo(incrementalAlterConfigsV1.api.async(connection, wanted, true))).responses)
  },
}

interface Coded {
  readonly errorCode: number
}

const codesOf = (results: readonly (Coded & { readonly name: string })[]): Codes =>
  new Map(results.map(({ name, errorCode }) => [name, errorCode]))

const resourceCodes = (results: readonly (Coded & { readonly resourceName: string })[]): Codes =>
  new Map(results.map(({ resourceName, errorCode }) => [resourceName, errorCode]))
