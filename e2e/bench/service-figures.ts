import type { Stack } from '@saga-shop/local'
import { serviceNames } from '@saga-shop/local'

/** Transactions and SQL statements that all services have made since they started. */
export async function readCounts(stack: Stack) {
  const texts = await Promise.all(
    serviceNames
      .flatMap((service) => stack.instances(service))
      .map(async (url) => (await fetch(`${url}/metrics`)).text()),
  )
  const total = (name: string) =>
    texts.reduce((sum, text) => sum + Number(new RegExp(`^${name}{[^}]*} (\\S+)$`, 'm').exec(text)?.[1] ?? 0), 0)
  return { transactions: total('saga_transactions_total'), statements: total('saga_statements_total') }
}
