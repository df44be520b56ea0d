import { Admin } from '@platformatic/kafka'
import { quotas } from '@saga-shop/contracts'
import { runCommand, type Stack, say, startStack } from '@saga-shop/local'
import { openCustomers, stockShelves } from '../bench/customers.ts'
import { besideRunaway, describe } from './beside.ts'
import { type Order, readCommandLine, usage } from './command-line.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run({ quotas, json, count }: Order) {
  const stack = await startStack({ temporary: true })
  const customers = openCustomers(stack.instances('basket'), 16)
  try {
    await stockShelves(stack, count * 3)
    if (!quotas) await takeQuotasAway(stack)
    const beside = await besideRunaway(stack, { service: 'email', order: () => customers.order(), count, everyMs: 100 })
    say(json ? JSON.stringify(beside, null, 2) : describe(beside))
    return 0
  } finally {
    await customers.close()
    await stack.stop()
  }
}

async function takeQuotasAway({ kafka }: Stack) {
  const admin = new Admin({
    clientId: 'runaway',
    bootstrapBrokers: kafka.brokers,
    sasl: { mechanism: 'SCRAM-SHA-256', ...kafka.users.admin },
  })
  const keys = ['producer_byte_rate', 'consumer_byte_rate', 'request_percentage'] as const
  await admin.alterClientQuotas({
    entries: quotas().map(({ user }) => ({
      entities: [{ entityType: 'user', entityName: user }],
      ops: keys.map((key) => ({ key, remove: true as const })),
    })),
  })
  await admin.close()
}
