import { post, start } from '@saga-shop/sandbox/testing'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 20_000 })
const main = new URL('main.ts', import.meta.url)

test('a broken setting ends the process and names the variable', async () => {
  await expect(start(main, { BANK_LATENCY_MS: 'soon' })).rejects.toThrow(/exit 1: .*BANK_LATENCY_MS must be integer/)
})

test('a running bank is live and ready', async () => {
  const bank = await start(main)
  const answers = await Promise.all(['live', 'ready'].map((health) => fetch(`${bank.url}/health/${health}`)))
  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
  await bank.stop()
})

test('SIGTERM ends the bank with 0 at once, although a card is hanging', async () => {
  const bank = await start(main)
  const amount = { minor: 1, currency: 'EUR' }
  const hanging = post(`${bank.url}/charges`, {
    charges: [{ key: 'k', orderId: 'o', amount, card: 'card_timeout_after_charge' }],
  }).catch(() => 'cut off')
  while ((await fetch(`${bank.url}/charges/k`)).status === 404);
  const asked = Date.now()
  expect(await bank.stop()).toBe(0)
  expect(Date.now() - asked).toBeLessThan(5_000)
  expect(await hanging).toBe('cut off')
})
