import { Ajv, type ValidateFunction } from 'ajv'
import type { Route, Schema } from './openapi.ts'
import type { Answer } from './wire.ts'

const ajv = new Ajv({ strict: false, validateFormats: false })
const validators = new WeakMap<Schema, ValidateFunction>()

/** What an answer should not be, in a sentence; nothing when it is as its route says. */
export function breach(route: Route, { status, headers, body }: Answer): string | undefined {
  if (status >= 500 && !(status === 503 && headers.has('retry-after'))) return `answered ${status}`
  const { answers } = route
  if (!answers) return undefined
  if (!(status in answers || 'default' in answers)) return `${status} is not documented`
  const type = headers.get('content-type') ?? ''
  if (status >= 400 && !type.startsWith('application/problem+json')) return `${status} comes as ${type || 'nothing'}`
  const schema = status in answers ? answers[String(status)] : answers['default']
  return schema && faultIn(body, schema)
}

function faultIn(body: string, schema: Schema): string | undefined {
  if (schema.type === 'null') return body === '' ? undefined : 'there should be no body'
  const validate = validators.get(schema) ?? ajv.compile(schema)
  validators.set(schema, validate)
  try {
    if (validate(JSON.parse(body))) return undefined
    return ajv.errorsText(validate.errors)
  } catch (error) {
    return String(error)
  }
}
