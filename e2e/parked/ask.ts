import type { Service } from '@saga-shop/contracts'
import { Problem, type StackView } from '@saga-shop/local'
import { ask } from '../shop/index.ts'

/** Something that is parked, as its service says it. */
export interface Parked {
  readonly id: string
  readonly kind: 'event' | 'call'
  readonly order: string
  readonly name: string
  readonly partition: number | null
  readonly offset: number | null
  readonly reason: string | null
  readonly attempts: number
  readonly parkedAt: string
}

export interface ParkedAt extends Parked {
  readonly service: Service
}

export interface Explained {
  readonly item?: Parked
  readonly headers?: Readonly<Record<string, unknown>>
  readonly bytes?: string
  readonly body?: unknown
  readonly unreadable?: string
  readonly outcome?: unknown
  readonly history: readonly {
    readonly action: string
    readonly by: string
    readonly reason: string | null
    readonly at: string
  }[]
}

export interface Done {
  readonly heard: number
  readonly calls?: number
  readonly failed?: { readonly id: string; readonly reason: string }
}

export type Shop = Pick<StackView, 'instances'>

/** What is parked in these services, or of one order there. */
export async function listParked(shop: Shop, among: readonly Service[], order?: string): Promise<ParkedAt[]> {
  const query = new URLSearchParams({ limit: '1000', ...(order && { order }) })
  const lists = await Promise.all(
    among.map(async (service) => {
      const found = await inquire<Parked[]>(shop, service, `/parked?${query}`)
      return (found ?? []).map((item) => ({ ...item, service }))
    }),
  )
  return lists.flat()
}

export const explain = (shop: Shop, service: Service, id: string) =>
  inquire<Explained>(shop, service, `/parked/${encodeURIComponent(id)}`)

export const redrive = (shop: Shop, service: Service, order: string, by: string) =>
  inquire<Done>(shop, service, `/parked/${encodeURIComponent(order)}/redrive`, { by })

export const discard = (shop: Shop, service: Service, id: string, person: { by: string; reason: string }) =>
  inquire<Done>(shop, service, `/parked/${encodeURIComponent(id)}/discard`, person)

/** Asks one of a service's instances, for they share a database. Nothing when it knows no such thing. */
async function inquire<Body>(shop: Shop, service: Service, path: string, body?: object): Promise<Body | undefined> {
  let silent = 'it does not run'
  for (const address of shop.instances(service)) {
    const question = body ? ({ method: 'POST', body, within: 60_000 } as const) : { within: 10_000 }
    const answer = await ask<Body & { detail?: string }>(`${address}${path}`, question).catch((error: Error) => error)
    if (answer instanceof Error) silent = answer.message || 'it does not answer'
    else if (answer.status === 200) return answer.body
    else if (answer.status === 404) return undefined
    else silent = `it answered ${answer.status}: ${answer.body.detail}`
  }
  throw new Problem(`${service} could not be asked: ${silent}`)
}
