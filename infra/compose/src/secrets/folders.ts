import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reader } from './readers.ts'

/** Gives a reader a folder with its files, which nobody else can open; what is as it should be is not touched. */
export function handOut(root: string, { name, uid, files }: Reader): void {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [file, content] of Object.entries(files)) put(join(folder, file), content, uid)
  chownSync(folder, uid, uid)
  chmodSync(folder, 0o500)
}

/** Whole or not at all: somebody may be reading the old one. */
export function put(path: string, content: string, uid: number): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return
  writeFileSync(`${path}.new`, content, { mode: 0o400 })
  chownSync(`${path}.new`, uid, uid)
  renameSync(`${path}.new`, path)
}
