import type { RecordSchema } from '@saga-shop/contracts'
import type { TlsFiles } from '@saga-shop/runtime/tls'
import { askingAt, succeeded } from './registry-answers.ts'

/** The part of the registry's Confluent API that the set-up needs. */
export interface Registry {
  /** Resolves when the registry answers. */
  ping(): Promise<void>
  /** The level set for this subject, or none. */
  compatibilityOf(subject: string): Promise<string | undefined>
  setCompatibility(subject: string, level: string): Promise<void>
  /** Whether exactly this schema, to the letter, is registered. */
  has(subject: string, schema: RecordSchema): Promise<boolean>
  /** Registers a new version, or tells why the registry refuses it. */
  register(subject: string, schema: RecordSchema): Promise<string | undefined>
  /** Every version so far, by its number. */
  versionsOf(subject: string): Promise<readonly Version[]>
}

export interface Version {
  readonly version: number
  readonly schema: RecordSchema
}

/** The registry behind the Confluent API at `url`. Schemas travel as `JSON.stringify` writes them: spaces make no version. */
export function registryAt(url: string, tls?: TlsFiles): Registry {
  const ask = askingAt(url, tls)
  const withSchema = (schema: RecordSchema) => ({ schema: JSON.stringify(schema) })
  const versionOf = async (subject: string, version: number): Promise<Version> => {
    const { body } = await ask('GET', `/subjects/${subject}/versions/${version}`)
    return { version, schema: JSON.parse(JSON.parse(body).schema) }
  }
  return {
    ping: async () => {
      const answer = await ask('GET', '/subjects')
      if (answer.status === 404)
        throw new Error('there is no Confluent API; REGISTRY_URL may lack its path, as /apis/ccompat/v7')
      succeeded(answer)
    },
    compatibilityOf: async (subject) => {
      const answer = await ask('GET', `/config/${subject}`)
      return answer.status === 404 ? undefined : JSON.parse(answer.body).compatibilityLevel
    },
    setCompatibility: async (subject, compatibility) =>
      succeeded(await ask('PUT', `/config/${subject}`, { compatibility })),
    has: async (subject, schema) => {
      const answer = await ask('POST', `/subjects/${subject}`, withSchema(schema))
      if (answer.status !== 404) succeeded(answer)
      return answer.status !== 404
    },
    register: async (subject, schema) => {
      const answer = await ask('POST', `/subjects/${subject}/versions`, withSchema(schema))
      if (answer.status === 409 || answer.status === 422) return JSON.parse(answer.body).message
      return succeeded(answer)
    },
    versionsOf: async (subject) => {
      const { body } = await ask('GET', `/subjects/${subject}/versions`)
      const numbers: readonly number[] = JSON.parse(body)
      return Promise.all(numbers.map((number) => versionOf(subject, number)))
    },
  }
}
