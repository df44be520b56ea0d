import type { Connection } from '@platformatic/kafka'
import { type Cell, permissionMatrix, type ResourceKind, users } from '@saga-shop/contracts'
import { connect, type Login, wasAllowed } from './connect.ts'
import { clusterAttempts, groupAttempts, transactionAttempts } from './others.ts'
import { type Attempt, topicAttempts } from './topics.ts'

/** A broker, and as whom one can log on. */
export interface Cluster {
  readonly brokers: readonly string[]
  readonly users: Readonly<Record<string, Login>>
}

/** A cell, and what became of the attempt. */
export interface Tried {
  readonly cell: Cell
  readonly wasAllowed: boolean
  readonly errorCode: number
}

const attempts: Readonly<Record<ResourceKind, Readonly<Record<string, Attempt>>>> = {
  topic: topicAttempts,
  group: groupAttempts,
  'transactional id': transactionAttempts,
  cluster: clusterAttempts,
}

/** Tries every cell of the matrix as its user, on one connection each; nothing is changed by it. */
export async function tryPermissions(cluster: Cluster, matrix = permissionMatrix()): Promise<readonly Tried[]> {
  const tried: Tried[] = []
  for (const user of users) tried.push(...(await tryAs(cluster, user, matrix)))
  return tried
}

async function tryAs({ brokers: [broker = ''], users }: Cluster, user: string, matrix: readonly Cell[]) {
  const login = users[user]
  if (!login) throw new Error(`this shop does not say how ${user} logs on`)
  const connection = await connect(broker, login)
  try {
    const rows = Map.groupBy(
      matrix.filter((cell) => cell.user === user),
      ({ resource, operation }) => `${operation} ${resource}`,
    )
    const tried: Tried[] = []
    for (const cells of rows.values()) tried.push(...(await tryRow(connection, cells)))
    return tried
  } finally {
    await connection.close()
  }
}

async function tryRow(connection: Connection, cells: readonly Cell[]): Promise<Tried[]> {
  const [first] = cells
  const attempt = first && attempts[first.resource][first.operation]
  if (!attempt) throw new Error(`nobody knows how to try ${first?.operation} on a ${first?.resource}`)
  const codes = await attempt(
    connection,
    cells.map(({ name }) => name),
  )
  return cells.map((cell) => toTried(cell, codes.get(cell.name)))
}

function toTried(cell: Cell, errorCode: number | undefined): Tried {
  if (errorCode === undefined) throw new Error(`the broker did not answer: ${sentence(cell)}`)
  return { cell, errorCode, wasAllowed: wasAllowed(errorCode) }
}

/** The cells whose attempt went otherwise than declared. */
export const surprises = (tried: readonly Tried[]): readonly Tried[] =>
  tried.filter(({ cell, wasAllowed }) => cell.allowed !== wasAllowed)

/** What was tried, in words. */
export const sentence = ({ user, operation, resource, name }: Cell): string =>
  `${user}: ${operation} ${resource} ${name}`
