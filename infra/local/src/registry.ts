import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { registryArtifact } from './artifacts.ts'
import { type JvmOptions, jvmFlags } from './jvm.ts'
import type { ManagedProcess } from './process.ts'
import type { Site } from './site.ts'
import { answers } from './wait.ts'

/** A registry to start: its name in the stack, where its jars are, and its port. */
export interface RegistryOptions {
  readonly name: string
  readonly library: string
  readonly port: number
  readonly jvm: Omit<JvmOptions, 'archive'>
}

/** Where a registry at this address speaks as Confluent's does. */
export const registryUrl = (address: string): string => `http://${address}/apis/ccompat/v7`

/** Starts the schema registry; what it knows is in a file and survives its death. */
export function startRegistry(site: Site, { name, library, port, jvm }: RegistryOptions): Promise<ManagedProcess> {
  const folder = join(site.folder, name)
  mkdirSync(folder, { recursive: true })
  return site.run({
    name,
    command: jvm.java.command,
    arguments: [
      ...jvmFlags({ ...jvm, roomyMegabytes: undefined, archive: registryArtifact.name }),
      '-Dquarkus.http.host=127.0.0.1',
      `-Dquarkus.http.port=${port}`,
      '-D%prod.quarkus.datasource.jdbc.initial-size=2',
      '-D%prod.quarkus.datasource.jdbc.min-size=2',
      '-jar',
      join(library, 'apicurio-registry-app-2.6.13.Final-runner.jar'),
    ],
    env: {
      REGISTRY_DATASOURCE_URL: `jdbc:h2:file:${join(folder, 'registry')};WRITE_DELAY=0`,
      REGISTRY_LOG_LEVEL: 'WARN',
      LOG_LEVEL: 'WARN',
    },
    cwd: folder,
    patience: jvm.train ? 60_000 : 5_000,
    ready: answers(`${registryUrl(`127.0.0.1:${port}`)}/subjects`),
  })
}
