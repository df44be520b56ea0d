import { crashAtPattern } from '@saga-shop/runtime/crash-point'
import { readEnvironment } from '@saga-shop/runtime/environment'
import { type ServerTls, serverTls, type TlsSettings, tlsOf } from '@saga-shop/runtime/tls'
import type { SourceSettings } from './session.ts'

export interface Config {
  readonly host: string
  readonly port: number
  readonly logLevel: string
  readonly crashAt: string | undefined
  readonly tls: ServerTls | undefined
  readonly sources: readonly SourceSettings[]
}

interface General extends TlsSettings<'KAFKA'>, TlsSettings<'HTTP'> {
  readonly RELAY_SOURCES: string
  readonly KAFKA_BROKERS: string
  readonly HOST: string
  readonly PORT: number
  readonly LOG_LEVEL: string
  readonly CRASH_AT?: string
  readonly HTTP_TLS_CLIENTS?: string
}

/** Reads the settings once. A missing or wrong one ends the process, and names the variable. */
export const readConfig = (): Config => orExit(read)

function orExit<Settings>(read: () => Settings): Settings {
  try {
    return read()
  } catch (error) {
    process.stderr.write(`${inTheirNames(error instanceof Error ? error.message : String(error))}\n`)
    process.exit(78) // EX_CONFIG of sysexits.h
  }
}

const inTheirNames = (message: string) =>
  message.replaceAll(/env must have required property '(\w+)'/g, 'setting $1 is missing').replaceAll('env/', 'setting ')

function read(): Config {
  const general = readEnvironment<General>(generalSchema)
  const names = general.RELAY_SOURCES.split(',')
  const own = readEnvironment<Record<string, string>>(sourcesSchema(names))
  return {
    host: general.HOST,
    port: general.PORT,
    logLevel: general.LOG_LEVEL,
    crashAt: general.CRASH_AT,
    tls: serverTls(general),
    sources: names.map((name) => sourceOf(name, general, own)),
  }
}

/** What may change while the relay runs, since it stands in a file, is looked up whenever it is needed. */
const sourceOf = (name: string, general: General, own: Record<string, string>): SourceSettings => ({
  name,
  brokers: general.KAFKA_BROKERS.split(','),
  tls: tlsOf('KAFKA', general),
  username: own[variable(name, 'KAFKA_USERNAME')] ?? '',
  get databaseUrl() {
    return own[variable(name, 'DATABASE_URL')] ?? ''
  },
  get password() {
    return own[variable(name, 'KAFKA_PASSWORD')] ?? ''
  },
})

/** The databases of these sources as their owners see them: only a rebuild needs them. */
export function readOwnerUrls(names: readonly string[]): ReadonlyMap<string, string> {
  const url = { type: 'string', pattern: '^postgres(ql)?://' }
  const properties = Object.fromEntries(names.map((name) => [variable(name, 'OWNER_DATABASE_URL'), url]))
  const schema = { type: 'object', required: Object.keys(properties), properties }
  const urls = orExit(() => readEnvironment<Record<string, string>>(schema))
  return new Map(names.map((name) => [name, urls[variable(name, 'OWNER_DATABASE_URL')] ?? '']))
}

const text = { type: 'string', minLength: 1 }

/** Plain JSON Schema: the relay is small, and a schema library would be a tenth of its memory. */
const generalSchema = {
  type: 'object',
  required: ['KAFKA_BROKERS'],
  properties: {
    RELAY_SOURCES: { type: 'string', pattern: '^[a-z]+(,[a-z]+)*$', default: 'basket,order,payment,shipping,email' },
    KAFKA_BROKERS: { type: 'string', pattern: '^[^,:]+:[0-9]+(,[^,:]+:[0-9]+)*$' },
    HOST: { ...text, default: '127.0.0.1' },
    PORT: { type: 'integer', minimum: 0, maximum: 65535, default: 3000 },
    LOG_LEVEL: { enum: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], default: 'info' },
    CRASH_AT: { type: 'string', pattern: crashAtPattern },
    KAFKA_TLS_CA: text,
    KAFKA_TLS_CERT: text,
    KAFKA_TLS_KEY: text,
    HTTP_TLS_CA: text,
    HTTP_TLS_CERT: text,
    HTTP_TLS_KEY: text,
    HTTP_TLS_CLIENTS: text,
  },
}

/** Each source has its own database and its own Kafka user: who announces is who writes. */
function sourcesSchema(names: readonly string[]) {
  const properties = Object.fromEntries(
    names.flatMap((name) => [
      [variable(name, 'DATABASE_URL'), { type: 'string', pattern: '^postgres(ql)?://' }],
      [variable(name, 'KAFKA_USERNAME'), text],
      [variable(name, 'KAFKA_PASSWORD'), text],
    ]),
  )
  return { type: 'object', required: Object.keys(properties), properties }
}

const variable = (name: string, what: string) => `RELAY_${name.toUpperCase()}_${what}`
