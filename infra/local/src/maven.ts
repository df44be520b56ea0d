import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mavenCommand } from './config.ts'
import { Problem } from './problem.ts'
import type { Site } from './site.ts'

const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'

/** Fetches these coordinates with everything they need at run time into a folder, as jars. */
export async function fetchWithDependencies(site: Site, coordinates: readonly string[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const pom = join(folder, 'pom.xml')
  writeFileSync(pom, pomOf(coordinates))
  await maven(site, [
    '-f',
    pom,
    `${copyDependencies}:copy-dependencies`,
    '-DincludeScope=runtime',
    `-DoutputDirectory=${folder}`,
  ])
}

/** Fetches one artifact, `group:name:version:type:classifier`, into a folder. */
export async function fetchArtifact(site: Site, coordinate: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await maven(site, [`${copyDependencies}:copy`, `-Dartifact=${coordinate}`, `-DoutputDirectory=${folder}`], folder)
}

async function maven(site: Site, goals: readonly string[], cwd?: string): Promise<void> {
  if (spawnSync(mavenCommand, ['-v']).error)
    throw new Problem('Maven is missing: install it once to fetch Kafka and the registry.')
  try {
    await site.job('maven', { command: mavenCommand, arguments: ['-q', '-B', '-C', ...goals], ...(cwd && { cwd }) })
  } catch (error) {
    const why = readFileSync(site.logFile('maven'), 'utf8').match(/\[ERROR\] (.*)/)?.[1]
    throw why ? new Problem(`Maven could not fetch: ${why} (${site.logFile('maven')})`) : error
  }
}

const pomOf = (coordinates: readonly string[]) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>saga-shop</groupId><artifactId>local</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${coordinates.map(dependency).join('')}</dependencies>
</project>`

function dependency(coordinate: string): string {
  const [group, artifact, version] = coordinate.split(':')
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
}
