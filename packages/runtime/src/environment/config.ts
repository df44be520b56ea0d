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
 * So a secret need not stand in an environment, which process lists, crash reports and `docker inspect` show.
 * Throws an error that names the variable that is missing or broken.
 */
export const readEnvironment = <Settings>(schema: SettingsSchema): Settings =>
  envSchema<Settings>({ schema, data: fromFiles(Object.keys(schema.properties)) })

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
