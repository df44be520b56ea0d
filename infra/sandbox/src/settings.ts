import { readEnvironment } from '@saga-shop/runtime/environment'
import { type Static, type TObject, Type } from 'typebox'

const path = Type.Optional(Type.String({ minLength: 1 }))

/** What every stand-in can be told. */
export const sandboxSettings = {
  HOST: Type.String({ default: '127.0.0.1', minLength: 1 }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535 }),
  HTTP_TLS_CA: path,
  HTTP_TLS_CERT: path,
  HTTP_TLS_KEY: path,
  HTTP_TLS_CLIENTS: path,
  DATA_FOLDER: Type.Optional(Type.String({ minLength: 1 })),
  LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
}

/** Reads the settings from the environment, `X` or `X_FILE`. A broken one ends the process, naming the variable. */
export function readSettings<Schema extends TObject>(schema: Schema): Static<Schema> {
  try {
    return readEnvironment<Static<Schema>>(schema)
  } catch (error) {
    console.error(`Settings: ${complaint(error)}`)
    process.exit(1)
  }
}

/** `env/PORT must be integer` reads as `PORT must be integer`. */
const complaint = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .replaceAll(/env must have required property '(\w+)'/g, '$1 is missing')
    .replaceAll('env/', '')
