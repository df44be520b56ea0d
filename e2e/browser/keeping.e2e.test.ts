import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { serious } from './serious.ts'
import { complaintsOf, leave, visit } from './visit.ts'

afterAll(leave)

const thingOn = (page: Page, title: RegExp) => page.locator('.thing', { hasText: title })

async function breakIt(page: Page, title: RegExp) {
  const thing = thingOn(page, title)
  await thing.getByRole('button', { name: 'Break it…' }).click()
  await thing.getByLabel('Orders wait, and go on afterwards').check()
  await thing.getByRole('button', { name: 'Do it, and see' }).click()
  await thing.getByText(/You thought: .* What happens: /).waitFor({ timeout: 60_000 })
}

describe('the keeper', () => {
  test('says what they think will happen, breaks it, sees what does, and makes it well again', async () => {
    const page = await visit('/break', { as: 'keeper' })
    const thing = thingOn(page, /Stop the email service/)
    await thing.getByRole('button', { name: 'Break it…' }).click()
    expect(await thing.getByRole('button', { name: 'First say what you think' }).isDisabled()).toBe(true)
    await thing.getByRole('button', { name: 'Leave it' }).click()
    await breakIt(page, /Stop the email service/)
    await thing.getByText('broken now').waitFor()
    await thing.getByRole('button', { name: 'Make it well' }).click()
    await thing.getByText('broken now').waitFor({ state: 'detached', timeout: 60_000 })
    expect(complaintsOf(page)).toEqual([])
  }, 180_000)

  test('finds nonsense parked by everybody who listens, reads its story, and gives it up for a reason', async () => {
    const page = await visit('/break', { as: 'keeper' })
    await breakIt(page, /Write nonsense to a topic/)
    await page.getByRole('link', { name: 'Owed & parked' }).click()
    const map = await visit('/map', { as: 'keeper' })
    await map
      .getByText(/[1-9]\d* parked/)
      .first()
      .waitFor({ timeout: 60_000 })
    const parked = page.getByRole('region', { name: 'Parked' })
    await parked.getByText('its story').first().click({ timeout: 60_000 })
    await parked.getByText('What was done about it').waitFor()
    await parked.getByText(/Read as OrderConfirmed, it makes (no )?sense|It came without a body/).waitFor()
    expect(await serious(page)).toEqual([])
    await parked.getByRole('button', { name: 'Hear it again' }).first().click()
    await parked.getByText(/0 events heard; then it failed again: /).waitFor({ timeout: 30_000 })
    for (const service of ['basket', 'shipping', 'email']) {
      const item = parked.locator('.debts > li', { has: page.locator(`b.${service}`) })
      await item.getByRole('button', { name: 'Give it up…' }).click({ timeout: 60_000 })
      await item.getByLabel('Why it is given up').fill('it was nonsense')
      await item.getByRole('button', { name: 'Give it up', exact: true }).click()
      await item.waitFor({ state: 'detached', timeout: 60_000 })
    }
    await parked.getByText('Nothing waits for a person.').waitFor()
    expect(complaintsOf(page)).toEqual([])
  }, 180_000)
})

test('a customer may break nothing', async () => {
  const page = await visit('/break', { as: 'ada' })
  await page.getByText('Log in as the keeper').first().waitFor()
  expect(await page.getByRole('button', { name: 'Break it…' }).count()).toBe(0)
})
