import { makeDatabase } from '@saga-shop/local/postgres-roles'
import { readEnvironment } from '@saga-shop/runtime/environment'

// One-shot, before a service's migrations: its database, and the roles that may log on to it, with their passwords.
const url = { type: 'string', pattern: '^postgres(ql)?://' }
const settings = readEnvironment<Record<string, string>>({
  type: 'object',
  required: ['ADMIN_DATABASE_URL', 'DATABASE_URL', 'RELAY_DATABASE_URL', 'JUDGE_DATABASE_URL'],
  properties: { ADMIN_DATABASE_URL: url, DATABASE_URL: url, RELAY_DATABASE_URL: url, JUDGE_DATABASE_URL: url },
})
const { ADMIN_DATABASE_URL: admin = '', DATABASE_URL: owner = '' } = settings
const { RELAY_DATABASE_URL: relay = '', JUDGE_DATABASE_URL: judge = '' } = settings

const server = Object.assign(new URL(admin), { pathname: '/postgres' }).href
await makeDatabase(server, { owner, relay, judge, admin })
process.stdout.write(`${new URL(owner).pathname.slice(1)}: the database and its roles are there\n`)
