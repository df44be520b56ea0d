import { events, permissions, permissionsOfConnect, quotas, topicsOf, topicsOfConnect } from '@saga-shop/contracts'
import { crashPoint } from '@saga-shop/runtime/crash-point'
import { tlsOf } from '@saga-shop/runtime/tls'
import type { Settings } from './config.ts'
import { connect } from './kafka.ts'
import type { Outcome } from './outcome.ts'
import { setUpPermissions } from './permissions.ts'
import { openQuotas, setUpQuotas } from './quotas.ts'
import { registryAt } from './registry.ts'
import { setUpSchemas } from './schemas.ts'
import { setUpTopics } from './topics.ts'
import { setUpUsers } from './users.ts'
import { type Patience, reasonOf, waitFor } from './wait.ts'

/** Prepares Kafka and the registry for the shop, both at once; a second run changes nothing. */
export async function setUp(settings: Settings, say: (line: string) => void): Promise<readonly Outcome[]> {
  const patience = { seconds: settings.WAIT_SECONDS, say }
  const [kafka, registry] = await Promise.all([setUpKafka(settings, patience), setUpRegistry(settings, patience)])
  return [...kafka, registry]
}

async function setUpKafka(settings: Settings, patience: Patience): Promise<readonly Outcome[]> {
  const { TOPIC_PARTITIONS: partitions, TOPIC_REPLICATION: replication, WITH_CONNECT: connected } = settings
  const topics = [...topicsOf({ partitions, replication }), ...(connected ? topicsOfConnect({ replication }) : [])]
  const admin = await connect(settings, patience)
  const shares = openQuotas(settings)
  try {
    return await Promise.all([
      setUpTopics(admin, topics).finally(() => crashPoint('topics-made')),
      setUpPermissions(admin, [...permissions(), ...(connected ? permissionsOfConnect() : [])]),
      setUpQuotas(shares, quotas()),
      ...(settings.KAFKA_USERS ? [setUpUsers(settings, JSON.parse(settings.KAFKA_USERS))] : []),
    ])
  } catch (error) {
    throw new Error(`Kafka does not let ${settings.KAFKA_USERNAME} set it up: ${reasonOf(error)}`, { cause: error })
  } finally {
    await Promise.all([admin.disconnect(), shares.close()])
  }
}

async function setUpRegistry(settings: Settings, patience: Patience): Promise<Outcome> {
  const { REGISTRY_URL: url } = settings
  const registry = registryAt(url, tlsOf('HTTP', settings))
  await waitFor(`the registry at ${url}`, patience, registry.ping)
  return setUpSchemas(registry, events)
}
