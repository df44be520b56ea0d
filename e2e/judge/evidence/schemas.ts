import type { EventKind } from '@saga-shop/contracts'
import avsc from 'avsc'
import type { SchemaVersion, Subject } from './evidence.ts'

/** What the registry knows of these events. */
export const readSubjects = (registryUrl: string, kinds: readonly EventKind<unknown>[]): Promise<Subject[]> =>
  Promise.all(kinds.map((kind) => readSubject(registryUrl, kind.subject)))

async function readSubject(url: string, name: string): Promise<Subject> {
  const config = await ask<{ compatibilityLevel: string }>(`${url}/config/${name}`)
  const numbers = (await ask<number[]>(`${url}/subjects/${name}/versions`)) ?? []
  const versions = await Promise.all(
    numbers.map((number) => ask<SchemaVersion>(`${url}/subjects/${name}/versions/${number}`)),
  )
  return {
    name,
    compatibility: config?.compatibilityLevel,
    versions: versions.filter((version) => version !== undefined),
  }
}

/** Reads values in Confluent wire format, each with the schema that it names. */
export interface Reader {
  /** Fetches the schemas that these values name and that were not seen before. */
  learn(values: readonly (Buffer | null)[]): Promise<void>
  /** What a value says as an event of this kind; throws where it says nothing of the kind. */
  read(kind: EventKind<unknown>, value: Buffer | null): unknown
}

/** Reads with the registry's schemas, not with those of the services. */
export function readerWith(registryUrl: string): Reader {
  const writers = new Map<number, avsc.Type | undefined>()
  const resolvers = new Map<string, ReturnType<avsc.Type['createResolver']>>()

  async function fetchWriter(id: number) {
    const found = await ask<{ schema: string }>(`${registryUrl}/schemas/ids/${id}`)
    writers.set(id, found && avsc.Type.forSchema(JSON.parse(found.schema)))
  }

  function resolverFor(kind: EventKind<unknown>, id: number) {
    const name = `${kind.topic} ${id}`
    const writer = writers.get(id)
    if (!writer) throw new Error(`the registry knows no schema ${id}`)
    const resolver = resolvers.get(name) ?? kind.avro.createResolver(writer)
    resolvers.set(name, resolver)
    return resolver
  }

  return {
    learn: async (values) => {
      const ids = new Set(values.map(schemaIdOf).filter((id) => id !== undefined))
      for (const id of ids) if (!writers.has(id)) await fetchWriter(id)
    },
    read: (kind, value) => {
      const id = schemaIdOf(value)
      if (value === null || id === undefined) throw new Error('it is not in Confluent wire format')
      const { value: data, offset } = kind.avro.decode(value, prefix, resolverFor(kind, id))
      if (offset !== value.length) throw new Error(`${value.length - offset} bytes are left over`)
      return data
    },
  }
}

const prefix = 5

/** The schema that a value names, if it is in Confluent wire format. */
export const schemaIdOf = (value: Buffer | null): number | undefined =>
  value !== null && value.length >= prefix && value[0] === 0 ? value.readUInt32BE(1) : undefined

async function ask<Answer>(url: string): Promise<Answer | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${(await response.text()).slice(0, 200)}`)
  return (await response.json()) as Answer
}
