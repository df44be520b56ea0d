import { userInfo } from 'node:os'
import { type Whereabouts, whereabouts, whereOptions } from '@saga-shop/compose'
import { Misunderstood, parseWords } from '@saga-shop/local'

export const usage = `Letters that wait for a person: the mail server refused them, or nobody knows whether they went out.

  npm run letters -- [list]              which there are
  npm run letters -- sent <event id>     it went out: the mail server's log says so
  npm run letters -- again <event id>    it did not: send it once more

  --stack <name or folder>  which shop (default)
  --on <docker|local>       the one in containers, or one on this machine (local)
  --by <who>                who says so (you)
  --help

Exit code: 0 done, or no letter waits; 1 letters wait, or there is no such letter; 64 a wrong command line.`

export type Order =
  | { readonly does: 'list'; readonly where: Whereabouts }
  | {
      readonly does: 'tell'
      readonly said: 'sent' | 'send-again'
      readonly eventId: string
      readonly by: string
      readonly where: Whereabouts
    }

const options = {
  ...whereOptions,
  by: { type: 'string' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Order {
  const { values, positionals } = parseWords(words, { options, allowPositionals: true }, usage)
  const [verb = 'list', eventId, ...more] = positionals
  const { by = userInfo().username } = values
  const where = whereabouts(values)
  if (more.length > 0) throw new Misunderstood(`One letter at a time: ${more.join(' ')} is too much.`)
  if (verb === 'list') return { does: 'list', where }
  if (verb !== 'sent' && verb !== 'again') throw new Misunderstood(`${verb}: list, sent or again was expected.`)
  if (!eventId) throw new Misunderstood(`${verb}: of which letter? Its event id is missing.`)
  return { does: 'tell', said: verb === 'sent' ? 'sent' : 'send-again', eventId, by, where }
}
