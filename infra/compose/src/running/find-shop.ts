import { readFileSync } from 'node:fs'
import { existingFile, folderOfStack, Misunderstood, readStack, type StackView, viewOf } from '@saga-shop/local'
import { composeStack, withCertificates } from './stack.ts'

/** Where the shop is that a command is about. */
export type Whereabouts = { readonly on: 'local'; readonly folder: string } | { readonly on: 'docker' } | Described

/** A file that has its addresses and passwords. */
interface Described {
  readonly on: 'file'
  readonly file: string
}

/** The options of every command that is about a shop that runs. */
export const whereOptions = { stack: { type: 'string' }, on: { type: 'string' } } as const

/** Reads `--on`, `--stack` and `--facts`. */
export function whereabouts({ on = 'local', stack, facts }: Words): Whereabouts {
  if (facts !== undefined) return { on: 'file', file: existingFile('--facts', facts) }
  if (on === 'docker' && stack === undefined) return { on }
  if (on === 'docker') throw new Misunderstood(`--stack ${stack}: in Docker there is one.`)
  if (on !== 'local') throw new Misunderstood(`--on ${on}: docker or local was expected.`)
  return { on, folder: folderOfStack(stack) }
}

interface Words {
  readonly on?: string | undefined
  readonly stack?: string | undefined
  readonly facts?: string | undefined
}

/** Finds a running shop; rejects with what to do when none runs there. */
export async function findShop(where: Whereabouts): Promise<StackView> {
  if (where.on === 'docker') return composeStack()
  if (where.on === 'local') return readStack(where.folder)
  return withCertificates(viewOf('described', '', JSON.parse(readFileSync(where.file, 'utf8'))))
}
