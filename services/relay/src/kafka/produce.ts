import { crashPoint } from '@saga-shop/runtime/crash-point'
import { decode } from 'kafkajs/src/protocol/requests/produce/v7/response.js'
import { type Cluster, dropWhenItFails } from './cluster.ts'
import { errorName } from './errors.ts'
import { produceRequest, produceV7, type Sealed } from './produce-request.ts'

/** A partition that did not take its batch, and why. */
export interface Refused {
  readonly topic: string
  readonly partition: number
  readonly error: string
}

interface Produced {
  readonly topics: readonly {
    readonly topicName: string
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number }[]
  }[]
}

/** Writes batches to the broker that leads their partitions, acknowledged by all replicas; returns who refused. */
export async function produce(cluster: Cluster, nodeId: number, batches: readonly Sealed[]): Promise<Refused[]> {
  const broker = await cluster.findBroker({ nodeId })
  const { topics } = await dropWhenItFails(broker, async () => {
    const connection = await broker.connectionPool.getConnection()
    await connection.authenticate()
    return decode<Produced>(await exchange(connection, batches))
  })
  return topics.flatMap(({ topicName, partitions }) =>
    partitions.flatMap(({ partition, errorCode }) => refused(topicName, partition, errorName(errorCode))),
  )
}

/** A batch that the broker already has is as good as one it takes. */
const refused = (topic: string, partition: number, error: string | undefined): Refused[] =>
  error === undefined || error === 'DUPLICATE_SEQUENCE_NUMBER' ? [] : [{ topic, partition, error }]

/** Puts the batches on the socket as they are: kafkajs' own way would copy them three times. */
async function exchange(connection: Cluster.Connection, batches: readonly Sealed[]): Promise<Buffer> {
  const correlationId = connection.nextCorrelationId()
  const pieces = produceRequest(batches, correlationId, connection.clientId)
  const { payload } = await new Promise<{ payload: Buffer }>((resolve, reject) =>
    connection.requestQueue.push({
      entry: { ...produceV7, correlationId, resolve, reject },
      expectResponse: true,
      sendRequest: () => writeAll(connection.socket, pieces),
    }),
  )
  return payload
}

function writeAll(socket: Cluster.Connection['socket'], pieces: readonly Buffer[]): void {
  socket.cork()
  for (const piece of pieces) socket.write(piece)
  socket.uncork()
  crashPoint('flight-sent')
}
