import type { OwedItem } from '../../../src/api.ts'

/** How much of its time is over, from 0 to 1, and whether all of it is. */
export function urgency({ since, dueAt }: Pick<OwedItem, 'since' | 'dueAt'>, now: number) {
  const [start, end] = [Date.parse(since), Date.parse(dueAt)]
  const part = end <= start ? 1 : Math.max(0, Math.min(1, (now - start) / (end - start)))
  return { part, overdue: now >= end }
}

/** What is owed order by order, in the order in which it is due. */
export const byOrder = <Item extends Pick<OwedItem, 'orderId' | 'dueAt'>>(
  items: readonly Item[],
): [string, Item[]][] => [
  ...Map.groupBy(
    items.toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt)),
    ({ orderId }) => orderId,
  ),
]
