import { ask, type Cluster } from './cluster.ts'
import { errorName } from './errors.ts'
import type { ProducerIdentity } from './record-batch.ts'

interface NewProducer {
  readonly errorCode: number
  readonly producerId: string
  readonly producerEpoch: number
}

/** A new idempotent producer: the broker refuses what does not follow its last sequence number, and drops repeats. */
export async function newProducer(cluster: Cluster, user: string): Promise<ProducerIdentity> {
  const broker = await cluster.brokerPool.findConnectedBroker()
  const args = { transactionalId: null, transactionTimeout: 60_000 }
  const { errorCode, producerId, producerEpoch } = await ask<NewProducer>(broker, 'InitProducerId', args)
  const error = errorName(errorCode)
  if (error === 'CLUSTER_AUTHORIZATION_FAILED')
    throw new Error(`Kafka lets its user "${user}" write no topic: permit it`)
  if (error) throw new Error(`Kafka gives its user "${user}" no producer id: ${error}`)
  return { id: BigInt(producerId), epoch: producerEpoch }
}
