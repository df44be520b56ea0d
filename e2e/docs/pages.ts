import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The repository's root. */
export const root = resolve(import.meta.dirname, '../..')

/** A Markdown file of the repository. */
export interface Page {
  /** From the repository's root. */
  readonly path: string
  readonly text: string
  /** The text without code blocks. */
  readonly prose: string
  readonly fences: readonly Fence[]
  readonly links: readonly Link[]
  /** Code in the running text. */
  readonly spans: readonly string[]
  readonly headings: readonly Heading[]
}

/** A code block; `info` is what stands behind its opening. */
export interface Fence {
  readonly info: string
  readonly text: string
}

export interface Link {
  readonly text: string
  readonly target: string
}

export interface Heading {
  readonly level: number
  readonly text: string
  /** What GitHub calls it in an address. */
  readonly anchor: string
}

/** Every Markdown file that git knows or would take. */
export const pages: readonly Page[] = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .map((path) => read(path, readFileSync(join(root, path), 'utf8')))

/** Reads a page. */
export function read(path: string, text: string): Page {
  const fence = /^(`{3,})([^\n]*)\n(.*?)^\1$\n?/gms
  const prose = text.replace(fence, '')
  const unlinked = prose.replace(/`[^`\n]+`/g, (code) => code.replace(/[[\]()]/g, ' '))
  return {
    path,
    text,
    prose,
    fences: [...text.matchAll(fence)].map(([, , info = '', code = '']) => ({ info: info.trim(), text: code })),
    links: [...unlinked.matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, text = '', target = '']) => ({ text, target })),
    spans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
    headings: headingsIn(prose),
  }
}

function headingsIn(prose: string): Heading[] {
  const seen = new Map<string, number>()
  return [...prose.matchAll(/^(#{1,6}) +(.+)$/gm)].map(([, marks = '', text = '']) => {
    const slug = slugOf(text)
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return { level: marks.length, text, anchor: times === 0 ? slug : `${slug}-${times}` }
  })
}

function slugOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
