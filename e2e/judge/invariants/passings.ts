import { OrderValidated, type Service } from '@saga-shop/contracts'
import type { Evidence } from '../evidence/evidence.ts'
import { uuidv5 } from './ids.ts'
import { workedOut } from './invariant.ts'

/** The deadlines that a service reacts to, each with the event that starts it. */
const reactedTo = [{ service: 'order', deadline: 'payment-answer', startedBy: OrderValidated }] as const

/** The ids under which a deadline can have passed: nothing is kept of that, but they follow from the event that started it. */
const possiblePassings = workedOut(({ journals }): ReadonlyMap<Service, ReadonlySet<string>> => {
  const entries = reactedTo.map(({ service, deadline, startedBy }) => {
    const starts = journals[service].outbox.filter(({ topic }) => topic === startedBy.topic)
    return [service, new Set(starts.map(({ id }) => uuidv5(`${deadline}.passed`, id)))] as const
  })
  return new Map(entries)
})

/** Whether this is a deadline that passed. */
export const isPassing = (evidence: Evidence, service: Service, id: string) =>
  possiblePassings(evidence).get(service)?.has(id) ?? false
