import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeFacts, container, down, followLogs, type Project, up } from '@saga-shop/compose'
import { recordStack } from '@saga-shop/local'
import type { TestProject } from 'vitest/node'
import { openControl } from '../stories/control.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** How to reach the containers. */
    readonly shopProject: Project
  }
}

/** Runs one shop in containers for all stories; resolves with what takes it away, so that nothing is left behind. */
export async function runShop(
  { provide }: TestProject,
  project: Project,
  start: (project: Project) => Promise<unknown> = up,
): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-compose-'))
  await down(project, { data: true })
  await start(project).catch(async (error: unknown) => {
    await down(project, { data: true })
    throw error
  })
  const logs = followLogs(project, folder)
  const control = await openControl({ process: (name) => container(project, name) })
  recordStack(folder, project.name, await composeFacts(project))
  provide('shopProject', project)
  provide('shopFolder', folder)
  provide('shopControl', control.url)
  return async () => {
    control.close()
    await logs.close()
    await down(project, { data: true })
    rmSync(folder, { recursive: true })
  }
}
