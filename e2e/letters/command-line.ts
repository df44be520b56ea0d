import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { type Whereabouts, whereabouts } from '@saga-shop/compose'

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

/** What the command line asks for; `help`, or what is wrong with it. */
export function readCommandLine(words: readonly string[]): Order | 'help' | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    if (values.help) return 'help'
    const [verb = 'list', eventId, ...more] = positionals
    const { by = userInfo().username } = values
    const where = whereabouts(values)
    if (more.length > 0) return { wrong: `One letter at a time: ${more.join(' ')} is too much.` }
    if (verb === 'list') return { does: 'list', where }
    if (verb !== 'sent' && verb !== 'again') return { wrong: `${verb}: list, sent or again was expected.` }
    if (!eventId) return { wrong: `${verb}: of which letter? Its event id is missing.` }
    return { does: 'tell', said: verb === 'sent' ? 'sent' : 'send-again', eventId, by, where }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

const options = {
  stack: { type: 'string' },
  on: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean' },
} as const
