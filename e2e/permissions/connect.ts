import { Connection, ResponseError } from '@platformatic/kafka'

export interface Login {
  readonly username: string
  readonly password: string
}

/** One connection to one broker, logged on as this user; whoever opens it closes it. Rejects when the broker does not know the user. */
export async function connect(broker: string, login: Login | undefined): Promise<Connection> {
  const [host = '', port] = broker.split(':')
  const connection = new Connection('permissions', {
    connectTimeout: 5_000,
    requestTimeout: 10_000,
    ...(login && { sasl: { mechanism: 'SCRAM-SHA-256', ...login } }),
  })
  connection.on('error', () => {}) // whoever waits for an answer hears of it
  await connection.connect(host, Number(port))
  return connection
}

/** What the broker answered, also when the answer holds errors: they are what we came for. */
export async function answerTo<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request
  } catch (error) {
    if (error instanceof ResponseError) return error['response']
    throw error
  }
}

/** Kafka's error codes for what somebody may not do. */
const refusals = new Map([
  [29, 'topic'],
  [30, 'group'],
  [31, 'cluster'],
  [53, 'transactional id'],
])

/** Whether an answer with this code came from behind the authorizer, whatever else was wrong. */
export const wasAllowed = (errorCode: number): boolean => !refusals.has(errorCode)
