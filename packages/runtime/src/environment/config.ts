import { readFileSync } from 'node:fs'
import { envSchema } from 'env-schema'

/** What a JSON Schema of settings must show of itself here. */
export interface SettingsSchema {
  readonly type?: unknown
  readonly required?: unknown
  readonly properties: object
}

/**
 * Reads settings from the environment. Each setting `X` may be given as `X_FILE` instead: the path of a file that holds it.
 * So a secret need not stand in an environment, which process lists, crash reports and `docker inspect` show; and it may
 * change: a text from a file is always what the file says now.
 * Throws an error that names the variable that is missing or broken.
 */
export function readEnvironment<Settings extends object>(schema: SettingsSchema): Settings {
  const settings = envSchema<Settings>({ schema, data: fromFiles(Object.keys(schema.properties)) })
  for (const [setting, value] of Object.entries(settings))
    if (typeof value === 'string' && process.env[`${setting}_FILE`])
      Object.defineProperty(settings, setting, { get: asItIsNow(setting, value), enumerable: true })
  return settings
}

/** A text in a file is read again whenever it is asked for, so that a password can change while we run. */
const asItIsNow = (setting: string, atFirst: string) => {
  let known = atFirst
  return () => {
    try {
      known = contentOf(setting) || known
    } catch {} // the file is being replaced: what it said last still counts
    return known
  }
}

function fromFiles(settings: readonly string[]): Record<string, string> {
  const inFiles = settings.filter((setting) => process.env[`${setting}_FILE`])
  return Object.fromEntries(inFiles.map((setting) => [setting, contentOf(setting)]))
}

function contentOf(setting: string): string {
  const variable = `${setting}_FILE`
  if (process.env[setting]) throw new Error(`${variable}: ${setting} is given as well, and only one can be meant`)
  try {
    return readFileSync(process.env[variable] ?? '', 'utf8').trimEnd()
  } catch (error) {
    throw new Error(`${variable}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}
