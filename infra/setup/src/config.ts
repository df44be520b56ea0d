import { crashAtPattern } from '@saga-shop/runtime/crash-point'
import { readEnvironment } from '@saga-shop/runtime/environment'
import { type Static, Type } from 'typebox'

const filled = (description: string) => Type.String({ minLength: 1, description })
const atLeastOne = (byDefault: number, description: string) =>
  Type.Integer({ minimum: 1, default: byDefault, description })

const schema = Type.Object({
  KAFKA_BROKERS: Type.String({
    pattern: '^[^,:]+:[0-9]+(,[^,:]+:[0-9]+)*$',
    description: 'the brokers, host:port, separated by commas',
  }),
  KAFKA_USERNAME: filled('a Kafka user who may create topics and permissions'),
  KAFKA_PASSWORD: filled('the password of that user'),
  KAFKA_TLS_CA: Type.Optional(filled('whom to trust as Kafka, a PEM file; Kafka is then spoken to over TLS')),
  KAFKA_TLS_CERT: Type.Optional(filled('the certificate to show to Kafka, a PEM file')),
  KAFKA_TLS_KEY: Type.Optional(filled('its key, when it is in another file')),
  HTTP_TLS_CA: Type.Optional(filled('whom to trust as the registry, a PEM file')),
  HTTP_TLS_CERT: Type.Optional(filled('the certificate to show to the registry, a PEM file')),
  HTTP_TLS_KEY: Type.Optional(filled('its key, when it is in another file')),
  REGISTRY_URL: Type.String({
    pattern: '^https?://',
    description: "the schema registry's Confluent API, as http://127.0.0.1:8081/apis/ccompat/v7",
  }),
  KAFKA_USERS: Type.Optional(
    Type.String({ pattern: '^\\{.*\\}$', description: 'users who shall be able to log on: {"name":"password"}' }),
  ),
  WITH_CONNECT: Type.Optional(
    Type.Boolean({
      description: 'whether Kafka Connect carries the outboxes: it has topics and permissions of its own',
    }),
  ),
  TOPIC_PARTITIONS: atLeastOne(3, 'how many partitions each topic has; it cannot change later'),
  TOPIC_REPLICATION: atLeastOne(3, 'on how many brokers each partition is kept; 1 where there is one broker'),
  WAIT_SECONDS: Type.Integer({ minimum: 0, default: 60, description: 'how long to wait for Kafka and the registry' }),
  CRASH_AT: Type.Optional(Type.String({ pattern: crashAtPattern, description: 'where to kill itself, for tests' })),
})

export type Settings = Static<typeof schema>

/** Reads the settings; throws an error that names each variable that is missing or broken. */
export function readSettings(): Settings {
  try {
    return readEnvironment<Settings>(schema)
  } catch (error) {
    throw new Error(`settings: ${error instanceof Error ? inTheirNames(error.message) : error}`, { cause: error })
  }
}

const inTheirNames = (message: string) =>
  message.replaceAll(/env must have required property '(\w+)'/g, '$1 is missing').replaceAll('env/', '')

/** What `--help` says. */
export const help = `Prepares Kafka and the schema registry for the shop: topics, permissions, schemas.
Whatever stands already stays as it is, so it can run again at any time.

Settings, from the environment; each X may be given as X_FILE, a file that holds it:
${Object.entries(schema.properties).map(explain).join('\n')}
`

function explain([name, setting]: [string, object]) {
  const meaning = 'description' in setting ? setting.description : ''
  const byDefault = 'default' in setting ? ` (${setting.default})` : ''
  return `  ${name.padEnd(18)} ${meaning}${byDefault}`
}
