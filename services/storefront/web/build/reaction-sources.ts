import { readFileSync } from 'node:fs'
import { services } from '@saga-shop/contracts'

/** Where a service decides what an event means to it: the line of its table of contents, and the decision itself. */
export interface ReactionSource {
  /** From the repository's root. */
  readonly file: string
  readonly line: number
  readonly decision: string
  readonly reaction: string
  readonly source: string
}

const root = new URL('../../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** By service and event type, read from each service's `reactions.ts`. */
export function reactionSources(): Record<string, Record<string, ReactionSource>> {
  return Object.fromEntries(services.map((service) => [service, reactionsOf(`services/${service}/src`)]))
}

function reactionsOf(folder: string): Record<string, ReactionSource> {
  const text = read(`${folder}/reactions.ts`)
  const found = [...text.matchAll(/^ {2}(on\w*\(([\w.]+), .*)$/gm)].map(([, line = '', type = '']) => {
    const reaction = line.replace(/,?\s*(\/\/.*)?$/, '')
    return [type, sourceOf(folder, text, reaction)] as const
  })
  return Object.fromEntries(found)
}

/** The decision is the innermost function that is called with the entity and was imported from a file beside it. */
function sourceOf(folder: string, reactions: string, reaction: string): ReactionSource {
  const called = [...(reaction.split('=>').at(1) ?? '').matchAll(/(\w+)\(/g)].map(([, name = '']) => name)
  for (const decision of called.toReversed()) {
    const file = fileOf(folder, reactions, decision)
    const found = file && functionIn(read(file), decision)
    if (file && found) return { file, decision, reaction, ...found }
  }
  const line = reactions.split('\n').findIndex((one) => one.includes(reaction)) + 1
  return { file: `${folder}/reactions.ts`, line, decision: 'reactions', reaction, source: reaction }
}

function fileOf(folder: string, reactions: string, name: string): string | undefined {
  for (const [, names = '', file] of reactions.matchAll(/import \{([^}]*)\} from '\.\/([\w-]+\.ts)'/g))
    if (new RegExp(`\\b${name}\\b`).test(names)) return `${folder}/${file}`
  return undefined
}

/** The function with the sentence above it. */
function functionIn(text: string, name: string): { readonly line: number; readonly source: string } | undefined {
  const found = new RegExp(
    `^(?:/\\*\\*[^\\n]*\\*/\\n|/\\*\\*\\n(?: \\*[^\\n]*\\n)+)?export (?:function|const) ${name}\\b`,
    'm',
  ).exec(text)
  if (!found) return undefined
  const rest = text.slice(found.index)
  const end = /\n\}\n|\n\n/.exec(rest.slice(found[0].length))
  const source = end ? rest.slice(0, found[0].length + end.index + (end[0] === '\n}\n' ? 2 : 0)) : rest
  return { line: text.slice(0, found.index + found[0].length).split('\n').length, source: source.trimEnd() }
}
