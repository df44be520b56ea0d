import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const repository = join(import.meta.dirname, '../..')

test.concurrent.for([
  ['basket', 'PORT', 'eighty'],
  ['order', 'DATABASE_URL', ''],
  ['payment', 'BANK_URL', 'the bank'],
  ['shipping', 'CARRIER_URL', undefined],
  ['email', 'SMTP_URL', 'http://post'],
  ['relay', 'RELAY_SOURCES', ''],
  ['relay', 'RELAY_BASKET_DATABASE_URL', undefined],
] as const)('%s does not start with a broken %s, and names it', async ([service, variable, value]) => {
  const { code, said } = await startOf(service, { ...sound(service), [variable]: value })
  expect(said).toContain(variable)
  expect(code).toBeGreaterThan(0)
})

async function startOf(service: string, env: Record<string, string | undefined>) {
  const child = spawn(process.execPath, [`services/${service}/src/main.ts`], { cwd: repository, env: defined(env) })
  const [[code], ...said] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, said: said.join('') }
}

const defined = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))

/** Settings that nothing is wrong with; nobody is asked whether there is anything at those addresses. */
function sound(service: string): Record<string, string> {
  return {
    PORT: '0',
    DATABASE_URL: `postgres://${service}@127.0.0.1:1/${service}`,
    KAFKA_BROKERS: '127.0.0.1:1',
    KAFKA_USERNAME: service,
    KAFKA_PASSWORD: 'secret',
    REGISTRY_URL: 'http://127.0.0.1:1/apis/ccompat/v7',
    BANK_URL: 'http://127.0.0.1:1',
    CARRIER_URL: 'http://127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    SHOP_URL: 'http://127.0.0.1:1',
    RELAY_SOURCES: 'basket',
    RELAY_BASKET_DATABASE_URL: 'postgres://relay@127.0.0.1:1/basket',
    RELAY_BASKET_KAFKA_USERNAME: 'basket',
    RELAY_BASKET_KAFKA_PASSWORD: 'secret',
  }
}
