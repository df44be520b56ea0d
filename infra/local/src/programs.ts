import { existsSync, renameSync } from 'node:fs'
import { kafkaArtifact, provide, registryArtifact } from './artifacts.ts'
import { findJava, type Java } from './java.ts'
import { archiveFile } from './jvm.ts'
import { startKafka } from './kafka.ts'
import { password } from './password.ts'
import { freePort } from './ports.ts'
import type { ManagedProcess } from './process.ts'
import { startRegistry } from './registry.ts'
import { Site } from './site.ts'

/** What runs on Java, and where its jars are. */
export interface JavaPrograms {
  readonly java: Java
  readonly kafka: string
  readonly registry: string
}

/** Finds Java, fetches the jars on first use, and makes the archives that let them start fast. */
export async function providePrograms(site: Site): Promise<JavaPrograms> {
  const java = findJava()
  const kafka = await provide(site, kafkaArtifact)
  const registry = await provide(site, registryArtifact)
  const jvm = (train: string) => ({ java, train })
  await Promise.all([
    archive(site, kafkaArtifact.name, java, async (training, file) =>
      startKafka(training, {
        name: 'kafka',
        library: kafka,
        port: await freePort(),
        controllerPort: await freePort(),
        users: { admin: { username: 'admin', password: password() } },
        jvm: jvm(file),
      }),
    ),
    archive(site, registryArtifact.name, java, async (training, file) =>
      startRegistry(training, { name: 'registry', library: registry, port: await freePort(), jvm: jvm(file) }),
    ),
  ])
  return { java, kafka, registry }
}

/** Runs a program once, so that the classes it loads can be kept in a form that needs no loading. */
async function archive(
  site: Site,
  program: string,
  java: Java,
  start: (training: Site, file: string) => Promise<ManagedProcess>,
): Promise<void> {
  const file = archiveFile(program, java)
  if (existsSync(file)) return
  await site.step(`archive the classes of ${program}`, async () => {
    const training = new Site({ temporary: true })
    try {
      await training.prepare()
      const draft = `${file}.${process.pid}`
      await (await start(training, draft)).stop()
      if (existsSync(draft)) renameSync(draft, file) // else every start is slower, and the next one tries again
    } finally {
      await training.close()
    }
  })
}
