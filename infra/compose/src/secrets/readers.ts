import { serviceNames } from '@saga-shop/local/names'
import { scramOf } from '@saga-shop/setup/scram'
import { factsOf } from '../facts.ts'
import { inside } from '../inside.ts'
import { connectFiles, jaas } from './kafka-connect.ts'
import type { Passwords } from './passwords.ts'

/** Somebody who reads secrets: a folder of that name, and the user who alone can open it. */
export interface Reader {
  readonly name: string
  readonly uid: number
  readonly files: Readonly<Record<string, string>>
}

/** Everybody gets what they log on with, and nothing else. The numbers are those in docker-compose.yml. */
export function readers(passwords: Passwords): Reader[] {
  const facts = factsOf(inside, passwords)
  const { kafka, databases } = passwords
  return [
    { name: 'kafka', uid: 1000, files: brokerFiles(kafka.admin) },
    ...serviceNames.flatMap((service, index): Reader[] => {
      const { owner, relay, judge, admin } = facts.databases[service]
      return [
        { name: `postgres-${service}`, uid: 999, files: { password: databases[service].admin } },
        {
          name: `migrate-${service}`,
          uid: 2101 + index,
          files: { 'admin-url': admin, 'database-url': owner, 'relay-url': relay, 'judge-url': judge },
        },
        { name: service, uid: 2001 + index, files: { 'database-url': owner, 'kafka-password': kafka[service] } },
      ]
    }),
    { name: 'storefront', uid: 2006, files: storefrontFiles(passwords) },
    { name: 'relay', uid: 2010, files: relayFiles(passwords) },
    { name: 'rebuild-slot', uid: 2040, files: { ...relayFiles(passwords), ...ownerFiles(passwords) } },
    { name: 'connect', uid: 1001, files: connectFiles(passwords) },
    { name: 'setup', uid: 2020, files: setupFiles(kafka) },
    { name: 'demo', uid: 2030, files: { 'shop.json': forTheJudge(passwords) } },
  ]
}

function brokerFiles(password: string): Record<string, string> {
  const { iterations, salt, saltedPassword } = scramOf(password)
  const inBase64 = `salt="${salt.toString('base64')}",saltedpassword="${saltedPassword.toString('base64')}"`
  return {
    'admin.scram': `SCRAM-SHA-256=[name=admin,iterations=${iterations},${inBase64}]`,
    'scram.jaas': jaas('admin', password),
    'plain.jaas': `org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="${password}" user_admin="${password}";`,
  }
}

const storefrontFiles = ({ kafka, signingKey }: Passwords) => ({
  'kafka-password': kafka.storefront,
  'signing-key': signingKey,
})

function relayFiles(passwords: Passwords): Record<string, string> {
  const { databases } = factsOf(inside, passwords)
  return Object.fromEntries(
    serviceNames.flatMap((service) => [
      [`${service}-database-url`, databases[service].relay],
      [`${service}-kafka-password`, passwords.kafka[service]],
    ]),
  )
}

function ownerFiles(passwords: Passwords): Record<string, string> {
  const { databases } = factsOf(inside, passwords)
  return Object.fromEntries(serviceNames.map((service) => [`${service}-owner-database-url`, databases[service].owner]))
}

/** The administrator exists before setup runs; everybody else is made by it. */
function setupFiles({ admin, ...others }: Passwords['kafka']): Record<string, string> {
  return { 'kafka-password': admin, 'kafka-users': JSON.stringify(others) }
}

/** The shop as the judge may see it. */
function forTheJudge(passwords: Passwords): string {
  const { kafka, databases, ...facts } = factsOf(inside, passwords)
  const judges = serviceNames.map((service) => [service, { judge: databases[service].judge }])
  return JSON.stringify({
    ...facts,
    kafka: { brokers: kafka.brokers, users: { judge: kafka.users.judge } },
    databases: Object.fromEntries(judges),
  })
}
