import { createHash, randomUUID } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { localFolder } from './config.ts'
import { fetchArtifact, fetchWithDependencies } from './maven.ts'
import { Problem } from './problem.ts'
import type { Site } from './site.ts'

/** A program in jars: what it is called, what its jars add up to, and how it is fetched into a folder. */
interface Artifact {
  readonly name: string
  /** SHA-256 over the lines `<sha256>  <path>` of all jars, sorted by path. */
  readonly digest: string
  fetch(site: Site, folder: string): Promise<void>
}

/** The broker, with a logger. */
export const kafkaArtifact: Artifact = {
  name: 'kafka-4.3.1',
  digest: '6953bfc4d23c24004ed3d44b741c7a4538a923f476f85ff7cf086e87ead4b49c',
  fetch: (site, folder) =>
    fetchWithDependencies(
      site,
      ['org.apache.kafka:kafka_2.13:4.3.1', 'org.apache.logging.log4j:log4j-slf4j-impl:2.25.4'],
      folder,
    ),
}

/** The schema registry, the last that runs on Java 17. */
export const registryArtifact: Artifact = {
  name: 'apicurio-registry-2.6.13',
  digest: '7aa4f6a1990eee32d46ecc0cb5178ad58ea844ab641a15fc8893b036fb3a8482',
  async fetch(site, folder) {
    await fetchArtifact(site, 'io.apicurio:apicurio-registry-app:2.6.13.Final:tar.gz:all', folder)
    const archive = 'apicurio-registry-app-2.6.13.Final-all.tar.gz'
    await site.job('unpack', { command: 'tar', arguments: ['-xzf', archive], cwd: folder })
    rmSync(join(folder, archive))
  },
}

/** The folder that holds an artifact, fetched on first use and checked jar by jar before anything may use it. */
export async function provide(site: Site, artifact: Artifact): Promise<string> {
  const folder = join(localFolder, 'lib', artifact.name)
  if (existsSync(folder)) return folder
  return site.step(`fetch ${artifact.name}`, async () => {
    const draft = join(localFolder, 'lib', `draft-${randomUUID()}`)
    mkdirSync(draft, { recursive: true })
    await artifact.fetch(site, draft)
    verify(artifact, draft)
    if (existsSync(folder)) rmSync(draft, { recursive: true })
    else renameSync(draft, folder)
    return folder
  })
}

/** All jars below a folder, sorted: the order of a class path must not depend on the file system. */
export const jarsIn = (folder: string): string[] => globSync('**/*.jar', { cwd: folder }).sort()

function verify({ name, digest }: Artifact, folder: string): void {
  const sum = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')
  const lines = jarsIn(folder).map((jar) => `${sum(readFileSync(join(folder, jar)))}  ${jar}\n`)
  const found = sum(lines.join(''))
  if (found !== digest)
    throw new Problem(`The jars of ${name} are not the expected ones (${found}): kept in ${folder} to look at.`)
}
