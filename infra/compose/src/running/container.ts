import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Problem } from '@saga-shop/local'
import { compose, type Project } from './project.ts'

/** A container as the world may treat it; the same words as for a process of infra/local. */
export interface Container {
  /** SIGSTOP makes it hang, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
  start(env?: Record<string, string>): Promise<void>
  /** Resolves when it is healthy. */
  ready(): Promise<void>
}

const patience = 90_000

/** The container of this service. */
export function container(project: Project, name: string): Container {
  const tell = async (command: string, ...words: string[]) => {
    await compose(project, command, [...words, name])
  }
  const stateOf = async (format: string) => (await compose(project, 'ps', ['--all', '--format', format, name])).trim()
  return {
    async signal(signal) {
      if (signal === 'SIGSTOP') await tell('pause')
      else if (signal !== 'SIGCONT') await tell('kill', '--signal', signal)
      else if ((await stateOf('{{.State}}')) === 'paused') await tell('unpause')
    },
    async kill() {
      const isGone = async () => (await stateOf('{{.State}}')) === 'exited'
      if (await isGone()) return
      await tell('kill')
      await until(`${name} is gone`, isGone)
    },
    async start(env = {}) {
      if (Object.keys(env).length > 0) throw new Problem(`${name}: a container is started as it was made.`)
      // Not by compose: it would start everything that this one depends on as well.
      const id = (await compose(project, 'ps', ['--all', '--quiet', name])).trim()
      await promisify(execFile)('docker', ['start', id])
    },
    ready: () => until(`${name} is healthy`, async () => (await stateOf('{{.Health}}')) === 'healthy'),
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const late = performance.now() + patience; performance.now() < late; await sleep(250)) if (await holds()) return
  throw new Problem(`It is not so that ${what}, after ${patience / 1_000} s: docker compose ps --all`)
}
