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
  const document = (await (await fetch(`${url}/docs/json`)).json()) as Document
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => toRoute(method.toUpperCase(), path, operation)),
  )
}

function toRoute(method: string, path: string, { parameters = [], requestBody, responses }: Operation): Route {
  const body = schemaIn(requestBody)
  const answers = Object.fromEntries(Object.entries(responses).map(([status, content]) => [status, schemaIn(content)]))
  return { method, path, parameters, ...(body && { body }), answers }
}

const schemaIn = (content: Content | undefined) => Object.values(content?.content ?? {})[0]?.schema
