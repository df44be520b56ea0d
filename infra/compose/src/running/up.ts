import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { surroundings } from './config.ts'
import { compose, type Project } from './project.ts'

/** Starts a shop, builds its image where that is due, and resolves when every container is healthy. */
export const up = (project: Project, hear?: (chunk: Buffer) => void): Promise<string> =>
  compose(project, 'up', ['--build', '--wait', '--wait-timeout', '300'], hear)

/** Stops a shop and removes its containers, of every profile; with `data`, all that it stored as well. */
export const down = ({ settings, ...project }: Project, { data = false } = {}): Promise<string> =>
  compose(
    { ...project, settings: { ...settings, COMPOSE_PROFILES: '*' } },
    'down',
    data ? ['--volumes', '--remove-orphans'] : [],
  )

/** Writes everybody's log into `logs/compose.log` of a folder, from the first line on, until it is closed. */
export function followLogs({ name, settings }: Project, folder: string): { close(): Promise<void> } {
  const logs = join(folder, 'logs')
  rmSync(logs, { recursive: true, force: true })
  mkdirSync(logs, { recursive: true })
  const words = ['compose', '--project-name', name, 'logs', '--follow', '--no-color']
  const child: ChildProcess = spawn('docker', words, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...surroundings, ...settings },
  })
  child.stdout?.pipe(createWriteStream(join(logs, 'compose.log'), { mode: 0o600 }))
  const exited = once(child, 'exit')
  return {
    async close() {
      child.kill()
      await exited
    },
  }
}
