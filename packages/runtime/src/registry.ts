import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import type { EventKind } from '@saga-shop/contracts'
import { type Resolver, resolverFor, Undecodable } from './codec.ts'
import { httpsAgentWith } from './tls/http-client.ts'
import type { TlsFiles } from './tls/pems.ts'

/** The registry's numbers for schemas. Services look them up; only the set-up job registers. */
export interface SchemaIds {
  of(kind: EventKind<unknown>): number
  /** How to read what was written with schema `id` as `kind`; nothing to do when the two are the same. */
  resolver(kind: EventKind<unknown>, id: number): Resolver
}

export interface Registry extends SchemaIds {
  /** Finds the ids of these kinds. Rejects when the registry is out of reach or has never heard of one. */
  lookUp(kinds: readonly EventKind<unknown>[]): Promise<void>
  knows(kind: EventKind<unknown>, id: number): boolean
  /** Fetches a writer's schema that was not seen before. Rejects with `Undecodable` when there is no such schema. */
  learn(kind: EventKind<unknown>, id: number): Promise<void>
}

/** The only file that knows the registry's client. */
export function openRegistry(url: string, tls?: TlsFiles): Registry {
  const way = { host: url, ...(tls && { agent: httpsAgentWith(tls) }) }
  const client = new SchemaRegistry({ ...way, clientId: 'saga-shop', retry: { retries: 1 } })
  const ids = new Map<EventKind<unknown>, number>()
  const resolvers = new Map<string, Resolver>()

  return {
    of: (kind) => known(ids.get(kind), `the schema id of ${kind.type} was not looked up`),
    resolver: (kind, id) =>
      known(resolvers.get(`${kind.topic} ${id}`), `schema ${id} was not learned for ${kind.type}`),
    lookUp: async (kinds) => {
      await Promise.all(kinds.map(async (kind) => ids.set(kind, await idOf(client, kind))))
    },
    knows: (kind, id) => ids.get(kind) === id || resolvers.has(`${kind.topic} ${id}`),
    learn: async (kind, id) => {
      resolvers.set(`${kind.topic} ${id}`, resolverFor(kind, await schemaOf(client, id)))
    },
  }
}

async function idOf(client: SchemaRegistry, kind: EventKind<unknown>) {
  try {
    return await client.getRegistryIdBySchema(kind.subject, {
      type: SchemaType.AVRO,
      schema: JSON.stringify(kind.schema),
    })
  } catch (error) {
    throw new Error(`the registry has no schema of ${kind.type} under ${kind.subject}: ${String(error)}`, {
      cause: error,
    })
  }
}

async function schemaOf(client: SchemaRegistry, id: number) {
  if (id === 0 || id > mostId) throw new Undecodable(`no registry gives a schema the number ${id}`)
  try {
    return JSON.stringify(await client.getSchema(id))
  } catch (error) {
    if (isNotFound(error)) throw new Undecodable(`the registry knows no schema ${id}`)
    throw error
  }
}

// Ids are Java's ints.
const mostId = 2 ** 31 - 1

const isNotFound = (error: unknown) => error instanceof Error && 'status' in error && error.status === 404

function known<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Error(otherwise)
  return value
}
