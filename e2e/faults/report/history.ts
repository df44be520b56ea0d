import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localFolder } from '@saga-shop/local'

/** Where one run keeps what happened: `schedule.json`, `events.ndjson`, `outcome.json`, and the processes' logs when it failed. */
export interface History {
  readonly folder: string
  write(name: string, content: unknown): void
  record(event: object): void
  keepLogs(stackFolder: string): void
}

/** Opens a new folder in `.local/faults`. */
export function openHistory(seed: number): History {
  const folder = join(localFolder, 'faults', `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-seed-${seed}`)
  mkdirSync(folder, { recursive: true })
  return {
    folder,
    write: (name, content) => writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`),
    record: (event) =>
      appendFileSync(join(folder, 'events.ndjson'), `${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`),
    keepLogs: (stackFolder) => cpSync(join(stackFolder, 'logs'), join(folder, 'logs'), { recursive: true }),
  }
}
