import type { StackView } from '@saga-shop/local'
import { Kafka, logLevel } from 'kafkajs'

/** The stack's broker, as the superuser who may read and write every topic. */
export const kafkaOf = ({ kafka: { brokers, users } }: Pick<StackView, 'kafka'>): Kafka =>
  new Kafka({
    clientId: 'bench',
    brokers,
    sasl: { mechanism: 'scram-sha-256', ...users.admin },
    logLevel: logLevel.NOTHING,
  })
