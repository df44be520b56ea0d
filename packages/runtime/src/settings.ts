import { type Static, type TObject, type TProperties, Type } from 'typebox'
import { tokenSettings } from './access/settings.ts'
import { crashAtPattern } from './crash-point.ts'
import { readEnvironment } from './environment/config.ts'
import { usualLimits } from './http/admission.ts'

const pemFile = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, description: `${description} (PEM file)` }))
const clientNames = Type.Optional(
  Type.String({
    pattern: '^[^\\s,]+(,[^\\s,]+)*$',
    description: 'Whose certificates may call over HTTP, by common name; all',
  }),
)

/** Where a service's servers are, and as whom it comes to them. */
export const accessSettings = {
  DATABASE_URL: Type.String({ pattern: '^postgres(ql)?://' }),
  KAFKA_BROKERS: Type.String({ pattern: '^[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*$' }),
  KAFKA_USERNAME: Type.Optional(Type.String({ minLength: 1 })),
  KAFKA_PASSWORD: Type.Optional(Type.String({ minLength: 1 })),
  REGISTRY_URL: Type.String({ pattern: '^https?://' }),
  KAFKA_TLS_CA: pemFile('Whom to trust as Kafka; with it, or the next two, Kafka is spoken to over TLS'),
  KAFKA_TLS_CERT: pemFile('The certificate to show to Kafka'),
  KAFKA_TLS_KEY: pemFile('Its key, when it is in another file'),
  HTTP_TLS_CA: pemFile('Whom to trust over https; our own clients then need a certificate of theirs'),
  HTTP_TLS_CERT: pemFile(
    'The certificate to show over HTTP, to clients and to servers; with it, HTTP is served over TLS only',
  ),
  HTTP_TLS_KEY: pemFile('Its key, when it is in another file'),
} satisfies TProperties

export type AccessSettings = Static<TObject<typeof accessSettings>>

/** How often a service asks for events. The more seldom, the more of them share a transaction, and the later each is heard. */
export const hearEvery = (milliseconds: number) =>
  Type.Integer({
    minimum: 0,
    maximum: 1_000,
    default: milliseconds,
    description:
      'Events are asked for at most once in so many milliseconds; the first after a silence is heard at once',
  })

/** What every service needs to know to run. Each service adds its own in its `config.ts`. */
export const serviceSettings = {
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 0 }),
  INSTANCE: Type.String({ default: '1' }),
  LOG_LEVEL: Type.Union(
    ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  ...accessSettings,
  HTTP_TLS_CLIENTS: clientNames,
  ...tokenSettings,
  BATCH_CAUSES: Type.Integer({
    minimum: 1,
    maximum: 10_000,
    default: 1_000,
    description: 'Causes per transaction at the most',
  }),
  REQUESTS_AT_ONCE: Type.Integer({
    minimum: 1,
    maximum: 100_000,
    default: usualLimits.requestsAtOnce,
    description: 'HTTP requests in hand at the most; more are answered with 503 and Retry-After',
  }),
  REQUEST_PATIENCE_MS: Type.Integer({
    minimum: 1,
    maximum: 60_000,
    default: usualLimits.patience,
    description: 'How long a request may wait for its decision before it is answered with 503',
  }),
  HEAR_EVERY_MS: hearEvery(15),
  STALL_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 3_600,
    default: 20,
    description: 'How long a partition with more to hear may stand still before the consumer is started anew',
  }),
  CRASH_AT: Type.Optional(
    Type.String({ pattern: crashAtPattern, description: 'Where to kill itself, for tests: a name of crash-point.ts' }),
  ),
} satisfies TProperties

export type ServiceSettings = Static<TObject<typeof serviceSettings>>

/** Reads settings from the environment, `X` or `X_FILE`. A wrong or missing one ends the process, and names the variable. */
export function readSettings<Properties extends TProperties>(properties: Properties): Static<TObject<Properties>> {
  try {
    return readEnvironment<Static<TObject<Properties>>>(Type.Object(properties))
  } catch (error) {
    for (const line of complaints(error)) process.stderr.write(`${line}\n`)
    process.exit(78) // EX_CONFIG of sysexits.h
  }
}

interface Complaint {
  readonly instancePath: string
  readonly message?: string
  readonly params: Record<string, unknown>
}

const complaints = (error: unknown): string[] =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors)
    ? error.errors.map((complaint: Complaint) => `setting ${nameOf(complaint)}: ${complaint.message}`)
    : [`setting ${error instanceof Error ? error.message : error}`]

const nameOf = ({ instancePath, params }: Complaint) => instancePath.slice(1) || String(params['missingProperty'] ?? '')
