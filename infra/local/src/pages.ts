import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './config.ts'

const web = join(repository, 'services/storefront/web')

/** Whether the pages were built, and nothing that they are made of has changed since. */
export function pagesAreBuilt(): boolean {
  const built = changedAt(join(web, 'dist/index.html'))
  return built > 0 && ['src', 'build', 'public'].every((folder) => newestIn(join(web, folder)) <= built)
}

const newestIn = (folder: string) =>
  Math.max(0, ...readdirSync(folder, { recursive: true }).map((name) => changedAt(join(folder, String(name)))))

const changedAt = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
