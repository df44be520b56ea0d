import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'

export const usage = `Letters that wait for a person: the mail server refused them, or nobody knows whether they went out.

  npm run letters -- [list]              which there are
  npm run letters -- sent <event id>     it went out: the mail server's log says so
  npm run letters -- again <event id>    it did not: send it once more

  --stack <name or folder>  which shop (default)
  --by <who>                who says so (you)
  --help

Exit code: 0 done, or no letter waits; 1 letters wait, or there is no such letter; 64 a wrong command line.`

export type Order =
  | { readonly does: 'list'; readonly stack: string | undefined }
  | {
      readonly does: 'tell'
      readonly said: 'sent' | 'send-again'
      readonly eventId: string
      readonly by: string
      readonly stack: string | undefined
    }

/** What the command line asks for; `help`, or what is wrong with it. */
export function readCommandLine(words: readonly string[]): Order | 'help' | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    if (values.help) return 'help'
    const [verb = 'list', eventId, ...more] = positionals
    const { stack, by = userInfo().username } = values
    if (more.length > 0) return { wrong: `One letter at a time: ${more.join(' ')} is too much.` }
    if (verb === 'list') return { does: 'list', stack }
    if (verb !== 'sent' && verb !== 'again') return { wrong: `${verb}: list, sent or again was expected.` }
    if (!eventId) return { wrong: `${verb}: of which letter? Its event id is missing.` }
    return { does: 'tell', said: verb === 'sent' ? 'sent' : 'send-again', eventId, by, stack }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

const options = { stack: { type: 'string' }, by: { type: 'string' }, help: { type: 'boolean' } } as const
