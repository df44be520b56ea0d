import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Edit } from './bug.ts'

const repository = resolve(import.meta.dirname, '../../..')

/** A copy of our code with a bug in it. */
export interface Copy {
  readonly folder: string
  remove(): void
}

/** Copies packages and services, as they stand in the working tree, and edits the copy. The tree itself is never touched. */
export function patchedCopy(edits: readonly Edit[]): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-bug-'))
  for (const part of ['packages', 'services', 'package.json'])
    cpSync(join(repository, part), join(folder, part), { recursive: true, verbatimSymlinks: true })
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  for (const [file, text] of patched(edits)) writeFileSync(join(folder, file), text)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The files that the edits change, by path, as they are then. Throws when an edit does not fit the code any more. */
export function patched(edits: readonly Edit[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const edit of edits) {
    const text = files.get(edit.file) ?? textOf(edit)
    files.set(edit.file, applied(edit, text))
  }
  return files
}

/** A file that is not there yet is empty; one that shall be new must not be there. */
function textOf({ file, find }: Edit): string {
  const path = join(repository, file)
  if (find !== '') return readFileSync(path, 'utf8')
  if (existsSync(path)) throw new Error(`${file} is there already, and the patch would make it`)
  return ''
}

/** Text of ours may hold `$`, which means something to `replace`. */
function applied({ file, find, put }: Edit, text: string): string {
  if (find === '') return put
  const times = text.split(find).length - 1
  if (times !== 1)
    throw new Error(`${file} has this ${times} times instead of once, and the patch does not fit: ${find}`)
  return text.replace(find, () => put)
}
