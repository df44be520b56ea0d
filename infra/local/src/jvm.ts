import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localFolder } from './config.ts'
import type { Java } from './java.ts'

/** How a JVM is run: quick to start and small, with the quick compiler only; with more room for benches. */
export interface JvmOptions {
  readonly java: Java
  /** Names the archive of loaded classes, which makes a start twice as fast. */
  readonly archive: string
  /** The heap, in megabytes, for benches. */
  readonly roomyMegabytes?: number | undefined
  /** Write an archive into this file at the end of the run, instead of reading one. */
  readonly train?: string | undefined
}

/** The archive of loaded classes: it fits one version of the program and one build of Java. */
export const archiveFile = (program: string, java: Java): string =>
  join(localFolder, 'lib', `${program}-on-java-${java.version}.jsa`)

/** The flags for `java`. */
export function jvmFlags(options: JvmOptions): string[] {
  const { roomyMegabytes } = options
  const size = [`-Xmx${roomyMegabytes ?? 256}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
  return ['-XX:-UsePerfData', ...size, ...sharing(options)]
}

function sharing({ archive, java, train }: JvmOptions): string[] {
  const file = archiveFile(archive, java)
  if (train) return [`-XX:ArchiveClassesAtExit=${train}`]
  return existsSync(file) ? [`-XX:SharedArchiveFile=${file}`] : []
}

/** Writes arguments into a file that `java @file` reads: room for long class paths, and no password in the process list. */
export function argumentFile(file: string, words: readonly string[]): string {
  writeFileSync(file, words.map((word) => `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"\n`).join(''), {
    mode: 0o600,
  })
  return `@${file}`
}
