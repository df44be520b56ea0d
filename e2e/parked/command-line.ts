import { type Whereabouts, whereabouts, whereOptions } from '@saga-shop/compose'
import { type Service, services } from '@saga-shop/contracts'
import { Misunderstood, parseWords } from '@saga-shop/local'

export const usage = `What cannot be processed and waits for a person, over all services of a running shop.

  npm run parked -- list [--order <id>]                     what is parked, and what waits behind it
  npm run parked -- explain <service>/<id>                  what it says, the rule that failed, its history
  npm run parked -- redrive <order> --by <you>              hear its events again, in order, until one fails
  npm run parked -- redrive --all --by <you>                so with every order
  npm run parked -- discard <service>/<id> --by <you> --reason <text>   give one up; those behind it go on

  --service <name>          only this service
  --stack <name or folder>  which shop (default)
  --on <docker|local>       the one in containers, or one on this machine (local)
  --json                    print answers as JSON
  --help

Exit code: 0 nothing is (left) parked, or it is done; 1 something is parked, or failed again; 2 a service could not be
asked; 64 this was not understood.`

/** What to do, in which shop. */
export type Order = { readonly where: Whereabouts; readonly json: boolean } & Errand

export type Errand =
  | { readonly does: 'list'; readonly order: string | undefined; readonly among: readonly Service[] }
  | { readonly does: 'explain'; readonly service: Service; readonly id: string }
  | {
      readonly does: 'redrive'
      readonly order: string | undefined
      readonly by: string
      readonly among: readonly Service[]
    }
  | {
      readonly does: 'discard'
      readonly service: Service
      readonly id: string
      readonly by: string
      readonly reason: string
    }

const options = {
  ...whereOptions,
  order: { type: 'string' },
  service: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): Order {
  const { values, positionals } = parsed(words)
  const [does = 'list', what, ...more] = positionals
  if (more.length > 0) throw new Misunderstood(`${more.join(' ')}: one thing at a time.\n\n${usage}`)
  return {
    where: whereabouts(values),
    json: values.json ?? false,
    ...errand(does, what, values),
  }
}

const parsed = (words: readonly string[]) => parseWords(words, { options, allowPositionals: true }, usage)

type Values = ReturnType<typeof parsed>['values']

function errand(does: string, what: string | undefined, { order, service, by, reason, all }: Values): Errand {
  const among = service === undefined ? services : [serviceIn(service)]
  if (does === 'list' && what === undefined) return { does, order, among }
  if (does === 'explain') return { does, ...itemIn(what) }
  if (does === 'discard') return { does, ...itemIn(what), by: given('by', by), reason: given('reason', reason) }
  if (does === 'redrive' && (what !== undefined) !== (all ?? false))
    return { does, order: what, by: given('by', by), among }
  if (does === 'redrive') throw new Misunderstood('redrive which order? Say one, or --all.')
  throw new Misunderstood(`${does} ${what ?? ''}: there is no such command.\n\n${usage}`)
}

function serviceIn(name: string): Service {
  const service = services.find((service) => service === name)
  if (service) return service
  throw new Misunderstood(`--service ${name}: there are ${services.join(', ')}.`)
}

/** `order/12`, as the list shows it. */
function itemIn(what: string | undefined) {
  const [name, id] = what?.split('/') ?? []
  const service = services.find((service) => service === name)
  if (!service || !id) throw new Misunderstood(`${what ?? 'which one'}: say <service>/<id>, as the list shows it.`)
  return { service, id }
}

function given(option: string, text: string | undefined): string {
  if (text) return text
  throw new Misunderstood(`--${option} is missing: it is kept in the history.`)
}
