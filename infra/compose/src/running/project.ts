import { join } from 'node:path'
import { Problem } from '@saga-shop/local'
import { execCompose, type IDockerComposeResult } from 'docker-compose'
import { surroundings } from './config.ts'

/** A shop in containers: its name, the files that describe it, and what is set otherwise than there. */
export interface Project {
  readonly name: string
  readonly files: readonly string[]
  readonly settings: Readonly<Record<string, string>>
}

/** The one that a plain `docker compose up` starts; `COMPOSE_FILE` names others, as it does there. */
export const usualProject: Project = {
  name: surroundings['COMPOSE_PROJECT_NAME'] ?? 'saga-shop',
  files: surroundings['COMPOSE_FILE']?.split(':') ?? ['docker-compose.yml'],
  settings: {},
}

const repository = join(import.meta.dirname, '../../../..')

/** Runs a command of `docker compose`; resolves with what it printed, rejects with its last line when it fails. */
export async function compose(
  { name, files, settings }: Project,
  command: string,
  words: readonly string[] = [],
  hear?: (chunk: Buffer) => void,
): Promise<string> {
  try {
    const { out } = await execCompose(command, [...words], {
      cwd: repository,
      config: [...files],
      composeOptions: ['--project-name', name],
      env: { ...surroundings, ...settings },
      ...(hear && { callback: hear }),
    })
    return out
  } catch (error) {
    throw new Problem(`docker compose ${command} failed: ${reasonIn(error)}`)
  }
}

const reasonIn = (error: unknown) =>
  isResult(error) ? (error.err.trim().split('\n').at(-1) ?? `code ${error.exitCode}`) : String(error)

const isResult = (error: unknown): error is IDockerComposeResult =>
  typeof error === 'object' && error !== null && 'err' in error && typeof error.err === 'string'
