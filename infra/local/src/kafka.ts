import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { jarsIn, kafkaArtifact } from './artifacts.ts'
import type { OwnListener } from './detours.ts'
import { argumentFile, type JvmOptions, jvmFlags } from './jvm.ts'
import { serves } from './kafka-admin.ts'
import { brokerSettings, type Login } from './kafka-settings.ts'
import type { ManagedProcess } from './process.ts'
import type { Site } from './site.ts'
import { listens } from './wait.ts'

/** A broker to start: its name in the stack, its ports and its users, of whom `admin` may do everything. */
export interface KafkaOptions {
  readonly name: string
  readonly library: string
  readonly port: number
  readonly controllerPort: number
  readonly users: Record<string, Login> & { readonly admin: Login }
  readonly jvm: Omit<JvmOptions, 'archive'>
  /** Further ports, each for one process. */
  readonly listeners?: readonly OwnListener[]
  /** Where its logs are, if not in the stack's folder. */
  readonly disk?: string | undefined
}

/** Formats a fresh broker, with its users, and starts it. */
export async function startKafka(site: Site, options: KafkaOptions): Promise<ManagedProcess> {
  const { name, port, users } = options
  const folder = join(site.folder, name)
  mkdirSync(folder, { recursive: true })
  const settings = join(folder, 'server.properties')
  writeFileSync(
    settings,
    brokerSettings({ ...options, folder: join(options.disk ?? folder, 'data'), admin: users.admin }),
    {
      mode: 0o600,
    },
  )
  const format = ['format', '-t', 'c2FnYS1zaG9wLWxvY2FsMQ', '-c', settings, ...Object.values(users).flatMap(scram)]
  await site.job(`${name}-format`, java(options, folder, 'kafka.tools.StorageTool', format))
  const awake = serves(`127.0.0.1:${port}`, users.admin)
  const listening = listens(port)
  return site.run({
    name,
    ...java(options, folder, 'kafka.Kafka', [settings]),
    patience: options.jvm.train ? 60_000 : 8_000,
    ready: async () => (await listening()) && awake(),
  })
}

const scram = ({ username, password }: Login) => [
  '--add-scram',
  `SCRAM-SHA-256=[name=${username},password=${password}]`,
]

function java({ library, jvm }: KafkaOptions, folder: string, main: string, words: readonly string[]) {
  const classPath = jarsIn(library)
    .map((jar) => join(library, jar))
    .join(':')
  const logging = `-Dlog4j2.configurationFile=${join(import.meta.dirname, 'log4j2.properties')}`
  const flags = jvmFlags({ ...jvm, archive: kafkaArtifact.name, train: main === 'kafka.Kafka' ? jvm.train : undefined })
  return {
    command: jvm.java.command,
    arguments: [...flags, argumentFile(join(folder, `${main}.args`), [logging, '-cp', classPath, main, ...words])],
  }
}
