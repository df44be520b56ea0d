import { eventually } from '@saga-shop/testing'

/** A JSON schema as OpenAPI documents have it, as far as our own use it. */
export interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly maxItems?: number
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: Schema
}

/** What can be asked of somebody, and, where that is documented, what they may answer by status. */
export interface Route {
  readonly method: string
  /** With places for parameters: `/orders/{id}`. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body?: Schema
  readonly answers?: Readonly<Record<string, Schema | undefined>>
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** All routes that a service documents at `/docs/json`. */
export async function routesOf(url: string): Promise<Route[]> {
  const answer = await eventually(() => calmly(`${url}/docs/json`), { within: 30_000, every: 500 })
  if (!answer.ok) throw new Error(`${answer.url} was answered with ${answer.status}: ${await answer.text()}`)
  const { paths } = (await answer.json()) as Document
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => toRoute(method.toUpperCase(), path, operation)),
  )
}

/** Rejects while whoever is asked is too busy, as it may be when it was just attacked. */
async function calmly(url: string): Promise<Response> {
  const answer = await fetch(url)
  if (answer.status === 503) throw new Error(`${url} is too busy: ${await answer.text()}`)
  return answer
}

function toRoute(method: string, path: string, { parameters = [], requestBody, responses }: Operation): Route {
  const body = schemaIn(requestBody)
  const answers = Object.fromEntries(Object.entries(responses).map(([status, content]) => [status, schemaIn(content)]))
  return { method, path, parameters, ...(body && { body }), answers }
}

const schemaIn = (content: Content | undefined) => Object.values(content?.content ?? {})[0]?.schema
