import { kafkaSockets, type TlsFiles } from '@saga-shop/runtime/tls'
import Cluster from 'kafkajs/src/cluster/index.js'
import createSocketFactory from 'kafkajs/src/network/socketFactory.js'
import apiKeys from 'kafkajs/src/protocol/requests/apiKeys.js'
import { requests } from 'kafkajs/src/protocol/requests/index.js'
import type { Log } from '../log.ts'
import { kafkajsLogger } from './kafkajs-logger.ts'

export type { Cluster }

export interface KafkaSettings {
  readonly brokers: readonly string[]
  readonly username: string
  readonly password: string
  readonly tls?: TlsFiles | undefined
}

/**
 * Connects with kafkajs: sockets, SASL, brokers and metadata are its work. Its public API would encode the records, too,
 * which is most of what a relay does; so this folder goes one level below it, and no other does.
 */
export async function connectKafka(settings: KafkaSettings, clientId: string, log: Log): Promise<Cluster> {
  const { brokers, username, tls } = settings
  const cluster = new Cluster({
    brokers,
    clientId,
    sasl: {
      mechanism: 'scram-sha-256',
      username,
      get password() {
        return settings.password
      },
    },
    logger: kafkajsLogger(log),
    socketFactory: tls ? kafkaSockets(tls) : createSocketFactory(),
    connectionTimeout: 3_000,
    authenticationTimeout: 5_000,
    requestTimeout: 15_000,
    metadataMaxAge: 300_000,
    allowAutoTopicCreation: false,
    retry: { retries: 0 },
  })
  await cluster.connect()
  return cluster
}

/** Asks a broker in the newest version that both sides know. Errors of single topics stay in the answer. */
export function ask<Answer>(broker: Cluster.Broker, name: keyof typeof requests, args: object): Promise<Answer> {
  const { request, response } = broker.lookupRequest(apiKeys[name], requests[name])<Answer>(args)
  const protocol = { request, response: { decode: response.decode, parse: asItIs } }
  return dropWhenItFails(broker, () => broker.connectionPool.send<Answer>(protocol))
}

/** Drops the connection when the work over it fails, so that the next attempt begins afresh. */
export async function dropWhenItFails<Result>(broker: Cluster.Broker, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    await broker.disconnect()
    throw error
  }
}

const asItIs = <Answer>(decoded: Answer): Promise<Answer> => Promise.resolve(decoded)
