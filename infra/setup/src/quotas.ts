import {
  Admin,
  ClientQuotaEntityTypes,
  type ClientQuotaKey,
  ClientQuotaKeys,
  ClientQuotaMatchTypes,
} from '@platformatic/kafka'
import type { Quota } from '@saga-shop/contracts'
import { asAdministrator, type Login } from './administrator.ts'
import type { Outcome } from './outcome.ts'

const { USER } = ClientQuotaEntityTypes
const { PRODUCER_BYTE_RATE, CONSUMER_BYTE_RATE, REQUEST_PERCENTAGE } = ClientQuotaKeys

/** kafkajs knows no quotas. Whoever opens it closes it. */
export const openQuotas = (settings: Login): Admin =>
  new Admin({ clientId: 'setup', bootstrapBrokers: settings.KAFKA_BROKERS.split(','), ...asAdministrator(settings) })

/** Gives each user its share of the brokers, and changes what stands otherwise. */
export async function setUpQuotas(admin: Admin, declared: readonly Quota[]): Promise<Outcome> {
  const standing = await standingQuotas(admin)
  const states = declared.map((quota) => ({ quota, was: standing.get(quota.user) }))
  const present = states.filter(({ quota, was }) => was !== undefined && isSame(ratesOf(quota), was))
  const changed = states.filter((state) => !present.includes(state))
  if (changed.length > 0) await admin.alterClientQuotas({ entries: changed.map(({ quota }) => entryOf(quota)) })
  return {
    done: `quotas: ${present.length} present, ${changed.length} set`,
    differences: changed.flatMap(({ quota, was }) =>
      was === undefined ? [] : [`${quota.user} had another quota: ${told(was)}; now ${told(ratesOf(quota))}`],
    ),
    problems: [],
  }
}

type Rates = ReadonlyMap<ClientQuotaKey, number>

async function standingQuotas(admin: Admin): Promise<ReadonlyMap<string, Rates>> {
  const anyUser = { entityType: USER, matchType: ClientQuotaMatchTypes.ANY } as const
  const entries = await admin.describeClientQuotas({ components: [anyUser], strict: true })
  return new Map(
    entries.flatMap(({ entity: [of], values }) =>
      of?.entityName ? [[of.entityName, new Map(values.map(({ key, value }) => [key, value]))]] : [],
    ),
  )
}

const entryOf = (quota: Quota) => ({
  entities: [{ entityType: USER, entityName: quota.user }],
  ops: [...ratesOf(quota)].map(([key, value]) => ({ key, value, remove: false as const })),
})

const ratesOf = (quota: Quota): Rates =>
  new Map([
    [PRODUCER_BYTE_RATE, quota.produceBytesPerSecond],
    [CONSUMER_BYTE_RATE, quota.consumeBytesPerSecond],
    [REQUEST_PERCENTAGE, quota.requestPercentage],
  ])

const isSame = (declared: Rates, standing: Rates) => [...declared].every(([key, value]) => standing.get(key) === value)

const told = (rates: Rates) => [...rates].map(([key, value]) => `${key}=${value}`).join(' ')
