import { spawnSync } from 'node:child_process'
import { javaCommand } from './config.ts'
import { Problem } from './problem.ts'

/** The Java that runs Kafka and the registry. */
export interface Java {
  readonly command: string
  /** Names this very Java: archives of loaded classes fit no other. */
  readonly version: string
}

/** Finds Java, 17 or later, or says what is missing. */
export function findJava(command = javaCommand): Java {
  const { stderr, status } = spawnSync(command, ['-version'], { encoding: 'utf8' })
  const version = stderr?.match(/version "([^"]+)"/)?.[1]
  if (status !== 0 || !version)
    throw new Problem('Java is missing: install a JDK or JRE, 17 or later, or set JAVA_HOME.')
  if (Number.parseInt(version, 10) < 17)
    throw new Problem(`Java ${version} is too old: 17 or later is needed; set JAVA_HOME to one.`)
  return { command, version: stderr.match(/build ([\w.+-]+)/)?.[1] ?? version }
}
