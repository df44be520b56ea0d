import { basename, dirname, resolve } from 'node:path'
import { Type } from 'typebox'
import { armCrashPoint, crashAtPattern, crashPoint } from './crash-point.ts'
import { grantRelay, migrate, openSlot } from './migrations.ts'
import { readSettings } from './settings.ts'

// One-shot: `node packages/runtime/src/migrate.ts services/order/migrations`.
const [folder] = process.argv.slice(2)
if (!folder || folder === '--help') {
  process.stdout.write('usage: migrate.ts services/<service>/migrations   (DATABASE_URL, RELAY_DATABASE_URL)\n')
  process.exit(folder ? 0 : 64)
}
const url = Type.String({ pattern: '^postgres(ql)?://' })
const settings = readSettings({
  DATABASE_URL: url,
  RELAY_DATABASE_URL: Type.Optional(url),
  CRASH_AT: Type.Optional(Type.String({ pattern: crashAtPattern })),
})
armCrashPoint(settings.CRASH_AT)
const service = basename(dirname(resolve(folder)))

await migrate(settings.DATABASE_URL, folder)
crashPoint('tables-made')
await grantRelay(settings.DATABASE_URL)
if (settings.RELAY_DATABASE_URL) await openSlot(settings.RELAY_DATABASE_URL, service)
process.stdout.write(`${service}: tables, publication and slot are there\n`)
