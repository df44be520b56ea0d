import { alterUserScramCredentialsV0, Connection, ScramMechanisms } from '@platformatic/kafka'
import { asAdministrator, type Login } from './administrator.ts'
import type { Outcome } from './outcome.ts'
import { scramOf } from './scram.ts'

/** Makes these users, or gives them these passwords; whoever is logged on stays so. kafkajs has no words for this. */
export async function setUpUsers(settings: Login, passwords: Readonly<Record<string, string>>): Promise<Outcome> {
  const users = Object.entries(passwords).map(([name, password]) => ({
    name,
    mechanism: ScramMechanisms.SCRAM_SHA_256,
    ...scramOf(password),
  }))
  if (users.length > 0) await asAdmin(settings, (admin) => alterUserScramCredentialsV0.api.async(admin, [], users))
  return { done: `users: ${users.length} may log on`, differences: [], problems: [] }
}

async function asAdmin(settings: Login, work: (connection: Connection) => Promise<unknown>): Promise<void> {
  const { hostname, port } = new URL(`kafka://${settings.KAFKA_BROKERS.split(',')[0]}`)
  const connection = new Connection('setup', asAdministrator(settings))
  await connection.connect(hostname, Number(port))
  try {
    await work(connection)
  } finally {
    await connection.close()
  }
}
