import type { Service } from '@saga-shop/contracts'
import { Problem, type StackView } from '@saga-shop/local'
import type { ParkedItem, ParkedStory, Redriven } from '@saga-shop/runtime/answers'
import { ask } from '../shop/index.ts'

export interface ParkedAt extends ParkedItem {
  readonly service: Service
}

export type Shop = Pick<StackView, 'instances'>

/** What is parked in these services, or of one order there. */
export async function listParked(shop: Shop, among: readonly Service[], order?: string): Promise<ParkedAt[]> {
  const query = new URLSearchParams({ limit: '1000', ...(order && { order }) })
  const lists = await Promise.all(
    among.map(async (service) => {
      const found = await inquire<ParkedItem[]>(shop, service, `/parked?${query}`)
      return (found ?? []).map((item) => ({ ...item, service }))
    }),
  )
  return lists.flat()
}

export const explain = (shop: Shop, service: Service, id: string) =>
  inquire<ParkedStory>(shop, service, `/parked/${encodeURIComponent(id)}`)

export const redrive = (shop: Shop, service: Service, order: string, by: string) =>
  inquire<Redriven>(shop, service, `/parked/${encodeURIComponent(order)}/redrive`, { by })

export const discard = (shop: Shop, service: Service, id: string, person: { by: string; reason: string }) =>
  inquire<Redriven>(shop, service, `/parked/${encodeURIComponent(id)}/discard`, person)

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
