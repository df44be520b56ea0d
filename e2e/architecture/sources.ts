import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A source file of the repository, with what it imports. */
export interface Source {
  /** From the repository's root. */
  readonly path: string
  readonly text: string
  /** Packages by their name, files by their path from the root. */
  readonly imports: readonly string[]
}

/** Every TypeScript file that git knows or would take. */
export const sources: readonly Source[] = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .map(read)

export const isTest = ({ path }: Source) => /(\.test|\.fixtures|\.d)\.ts$|\/(test|testing)\//.test(path)

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const imports = [
    ...text.matchAll(/(?:^|\n)(?:import|export)\b[^'"\n;]*?(?:\n[^'"]*?)?from '([^']+)'|import\('([^']+)'\)/g),
  ]
  return { path, text, imports: imports.map(([, from, dynamic]) => whole(path, from ?? dynamic ?? '')) }
}

function whole(path: string, imported: string) {
  return imported.startsWith('.') ? relative(root, resolve(root, dirname(path), imported)) : imported
}
