import {
  alterClientQuotasV1,
  deleteAclsV3,
  deleteGroupsV2,
  describeAclsV3,
  describeClientQuotasV0,
  describeGroupsV5,
  endTxnV3,
  findCoordinatorV4,
  heartbeatV4,
  initProducerIdV4,
} from '@platformatic/kafka'
import type { operations } from '@saga-shop/contracts'
import { answerTo } from './connect.ts'
import type { Attempt } from './topics.ts'

type Attempts<Kind extends keyof typeof operations> = Record<(typeof operations)[Kind][number], Attempt>

/** Attempts on groups that have no members: a heartbeat of nobody, the deletion of what is not there. */
export const groupAttempts: Attempts<'group'> = {
  describe: async (connection, names) => {
    const { groups } = await answerTo(describeGroupsV5.api.async(connection, [...names], false))
    return new Map(groups.map(({ groupId, errorCode }) => [groupId, errorCode]))
  },
  read: (connection, names) => each(names, (name) => heartbeatV4.api.async(connection, name, 0, 'nobody', null)),
  delete: async (connection, names) => {
    const { results } = await answerTo(deleteGroupsV2.api.async(connection, [...names]))
    return new Map(results.map(({ groupId, errorCode }) => [groupId, errorCode]))
  },
}

const transaction = 1

/** Attempts on transactions that nobody has begun. */
export const transactionAttempts: Attempts<'transactional id'> = {
  describe: async (connection, names) => {
    const { coordinators } = await answerTo(findCoordinatorV4.api.async(connection, transaction, [...names]))
    return new Map(coordinators.map(({ key, errorCode }) => [key, errorCode]))
  },
  write: (connection, names) => each(names, (name) => endTxnV3.api.async(connection, name, 0n, 0, false)),
}

const filter = {
  resourceType: 2,
  resourceName: 'a topic that nobody has',
  resourcePatternType: 3,
  principal: null,
  host: null,
  operation: 1,
  permissionType: 1,
} as const

/** Attempts on what belongs to all: asked for, or changed only on trial. */
export const clusterAttempts: Attempts<'cluster'> = {
  'idempotent write': (connection, names) => each(names, () => initProducerIdV4.api.async(connection, null, 0)),
  describe: (connection, names) => each(names, () => describeAclsV3.api.async(connection, filter)),
  alter: (connection, names) =>
    each(names, async () => {
      const { filterResults } = await answerTo(deleteAclsV3.api.async(connection, [filter]))
      return filterResults[0] ?? { errorCode: 0 }
    }),
  'describe configs': (connection, names) =>
    each(names, () => describeClientQuotasV0.api.async(connection, anyUser, true)),
  'alter configs': (connection, names) =>
    each(names, async () => {
      const { entries } = await answerTo(alterClientQuotasV1.api.async(connection, noQuota, true))
      return entries[0] ?? { errorCode: 0 }
    }),
}

const anyUser = [{ entityType: 'user', matchType: 2 } as const]
const noQuota = [
  {
    entities: [{ entityType: 'user', entityName: 'nobody' } as const],
    ops: [{ key: 'producer_byte_rate', remove: true } as const],
  },
]

type Asking = (name: string) => Promise<{ readonly errorCode: number }>

async function each(names: readonly string[], ask: Asking): Promise<ReadonlyMap<string, number>> {
  const codes = names.map(async (name) => [name, (await answerTo(ask(name))).errorCode] as const)
  return new Map(await Promise.all(codes))
}
