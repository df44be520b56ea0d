import { type Service, services } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import type { OwedItem } from '@saga-shop/runtime/answers'
import { ask } from '../shop/index.ts'
import type { Question } from './command-line.ts'

/** What one service knows, or why it could not be asked. */
export type Told =
  | { readonly service: Service; readonly total: number; readonly overdue: number; readonly owed: readonly OwedItem[] }
  | { readonly service: Service; readonly silent: string }

type Asked = Pick<Question, 'overdueOnly' | 'order'>

/** Asks every service; one of its instances is enough, for they share a database. */
export const collect = (stack: Pick<StackView, 'instances'>, asked: Asked): Promise<Told[]> =>
  Promise.all(services.map((service) => askOne(service, stack.instances(service), asked)))

async function askOne(service: Service, instances: readonly string[], asked: Asked): Promise<Told> {
  let silent = 'it does not run'
  for (const address of instances) {
    try {
      const { status, body } = await ask<Omit<Told, 'service'>>(`${address}/owed?${queryOf(asked)}`, { within: 10_000 })
      if (status === 200) return { service, ...body } as Told // as its schema says
      silent = `it answered ${status}`
    } catch (error) {
      silent = error instanceof Error && error.message ? error.message : 'it does not answer'
    }
  }
  return { service, silent }
}

const queryOf = ({ overdueOnly, order }: Asked) =>
  new URLSearchParams({ limit: '1000', overdue: String(overdueOnly), ...(order && { order }) }).toString()

/** What all services say, order by order; the one that is stuck longest comes first. */
export function byOrder(told: readonly Told[]): { orderId: string; owed: (OwedItem & { toldBy: Service })[] }[] {
  const all = told.flatMap((one) => ('owed' in one ? one.owed.map((owed) => ({ ...owed, toldBy: one.service })) : []))
  return [...Map.groupBy(all, ({ orderId }) => orderId)]
    .map(([orderId, owed]) => ({ orderId, owed: owed.toSorted(dueFirst) }))
    .toSorted((one, other) => dueFirst(one.owed[0], other.owed[0]))
}

const dueFirst = (one?: OwedItem, other?: OwedItem) => Date.parse(one?.dueAt ?? '') - Date.parse(other?.dueAt ?? '')

/** 0 nothing is overdue, 1 something is, 2 a service could not be asked. */
export function exitCode(told: readonly Told[]): 0 | 1 | 2 {
  if (told.some((one) => 'overdue' in one && one.overdue > 0)) return 1
  return told.some((one) => 'silent' in one) ? 2 : 0
}
