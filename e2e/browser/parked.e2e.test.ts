import { eventually } from '@saga-shop/testing'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { logInAt } from '../storefront/client.ts'
import { buy, untilStatus } from './buying.ts'
import { serious } from './serious.ts'
import { complaintsOf, leave, stack, storefront, visit } from './visit.ts'

afterAll(leave)

test('what came of a parked order stands beside what it meets, and once it is heard, beside what became of it', async () => {
  const database = new pg.Client(stack.postgres.order.url('owner'))
  await database.connect()
  await database.query(`alter table orders add constraint too_strict check (status <> 'confirmed') not valid`)
  try {
    const shopping = await visit('/', { as: 'edsger' })
    const order = await buy(shopping)
    const page = await visit('/owed', { as: 'keeper' })
    const item = page.getByRole('region', { name: 'Parked' }).locator('.debts > li', { hasText: 'too_strict' })
    await item.getByText('its story').click({ timeout: 60_000 })
    await item.getByRole('heading', { name: 'What it will meet' }).waitFor()
    expect(await item.locator('.beside').textContent()).toMatch(
      /"paymentId"[\s\S]*What it will meet[\s\S]*"status": "validated"/,
    )
    await item.getByText('its bytes').click()
    await item.locator('.hex').getByText('0000').waitFor()

    await database.query('alter table orders drop constraint too_strict')
    await item.getByRole('button', { name: 'Hear it again' }).click()
    await item.waitFor({ state: 'detached', timeout: 60_000 })
    const done = page.getByRole('region', { name: 'Seen to' }).locator('.debts > li').first()
    await done.getByText(/heard again by keeper/).waitFor({ timeout: 60_000 })
    await done.getByText('its story').click()
    await done.getByText('It led to OrderConfirmed.').waitFor()
    expect(await done.getByRole('row', { name: /status/ }).textContent()).toBe('statusvalidatedconfirmed')
    expect(await serious(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 720 })
    await eventually(async () =>
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320),
    )
    expect(complaintsOf(page)).toEqual([])
    await untilStatus(shopping, order, 'delivered')
    await bytesAreForTheKeeper()
  } finally {
    await database.query('alter table orders drop constraint if exists too_strict')
    await database.end()
  }
}, 180_000)

/** What parked events say, whoever watches may see; their bytes are for the keeper. */
async function bytesAreForTheKeeper() {
  const [ada, keeper] = [await logInAt(storefront, 'ada'), await logInAt(storefront, 'keeper')]
  const { seenTo } = await keeper.seenTo()
  const one = seenTo.find(({ action }) => action === 'redriven')
  if (!one) throw new Error('nothing was seen to')
  expect(await keeper.parkedStory(one.service, one.id)).toHaveProperty('bytes')
  expect(await ada.parkedStory(one.service, one.id)).not.toHaveProperty('bytes')
}
