import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The repository's root, where `infra/` and `services/` are. */
export const repository = join(import.meta.dirname, '../../..')

/** Where artifacts, templates and stacks are kept, outside git. */
export const localFolder = process.env['SAGA_SHOP_LOCAL'] ?? join(repository, '.local')

/** The java to run: JAVA_HOME's, else the one on the path. */
export const javaCommand = inJavaHome('java') ?? 'java'

/** The Maven to fetch with. */
export const mavenCommand = process.env['MAVEN_HOME'] ? join(process.env['MAVEN_HOME'], 'bin/mvn') : 'mvn'

/** What every process inherits: enough to run, and no credentials of this shell. */
export const inherited = pick('PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_OPTIONS', 'JAVA_HOME')

/** Where the shop's traces shall go, as this shell says it (OpenTelemetry's own names). */
export const tracing = pick(
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
)

function inJavaHome(program: string): string | undefined {
  const home = process.env['JAVA_HOME']
  const path = home && join(home, 'bin', program)
  return path && existsSync(path) ? path : undefined
}

function pick(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

/** What a program that we start for somebody at the keyboard is given on. */
export const surroundings: NodeJS.ProcessEnv = process.env
