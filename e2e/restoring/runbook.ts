import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ServiceName, Stack } from '@saga-shop/local'

/** What a person does: `npm run restored -- <service>`. */
export const tellRestored = (stack: Stack, service: ServiceName) => run('restored', stack, service)

/** What a person does next: `npm run relay:rebuild -- <service>`. */
export const rebuildSlot = (stack: Stack, service: ServiceName) => run('relay-rebuild', stack, service)

async function run(script: string, { folder }: Stack, service: ServiceName): Promise<string> {
  const file = join(import.meta.dirname, `../../infra/local/src/${script}.ts`)
  const { stdout } = await promisify(execFile)(process.execPath, [file, service, '--stack', folder])
  return stdout
}
