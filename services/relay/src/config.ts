import { envSchema } from 'env-schema'
import { Type } from 'typebox'
import type { SourceSettings } from './session.ts'

export interface Config {
  readonly host: string
  readonly port: number
  readonly logLevel: string
  readonly sources: readonly SourceSettings[]
}

const services = 'basket,order,payment,shipping,email'

/** Reads the settings once; throws naming the variable that is missing or wrong. */
export function readConfig(): Config {
  const general = envSchema<General>({ schema: generalSchema })
  const names = general.RELAY_SOURCES.split(',')
  const brokers = general.KAFKA_BROKERS.split(',')
  const own = envSchema<Record<string, string>>({ schema: sourcesSchema(names) })
  return {
    host: general.HOST,
    port: general.PORT,
    logLevel: general.LOG_LEVEL,
    sources: names.map((name) => ({
      name,
      brokers,
      databaseUrl: own[variable(name, 'DATABASE_URL')] ?? '',
      username: own[variable(name, 'KAFKA_USERNAME')] ?? '',
      password: own[variable(name, 'KAFKA_PASSWORD')] ?? '',
    })),
  }
}

interface General {
  RELAY_SOURCES: string
  KAFKA_BROKERS: string
  HOST: string
  PORT: number
  LOG_LEVEL: string
}

const generalSchema = Type.Object({
  RELAY_SOURCES: Type.String({ pattern: '^[a-z]+(,[a-z]+)*$', default: services }),
  KAFKA_BROKERS: Type.String({ pattern: '^[^,:]+:[0-9]+(,[^,:]+:[0-9]+)*$' }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 3000 }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { default: 'info' }),
})

/** Each source has its own database and its own Kafka user: who announces is who writes. */
const sourcesSchema = (names: readonly string[]) =>
  Type.Object(
    Object.fromEntries(
      names.flatMap((name) => [
        [variable(name, 'DATABASE_URL'), Type.String({ pattern: '^postgres(ql)?://' })],
        [variable(name, 'KAFKA_USERNAME'), Type.String({ minLength: 1 })],
        [variable(name, 'KAFKA_PASSWORD'), Type.String({ minLength: 1 })],
      ]),
    ),
  )

const variable = (name: string, what: string) => `RELAY_${name.toUpperCase()}_${what}`
