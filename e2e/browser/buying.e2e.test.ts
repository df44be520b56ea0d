import { afterAll, describe, expect, test } from 'vitest'
import { buy, orderOn, untilSaid, untilStatus } from './buying.ts'
import { complaintsOf, leave, visit } from './visit.ts'

afterAll(leave)

describe('a customer', () => {
  test('chooses who they are, buys, and sees it delivered without loading the page again', async () => {
    const page = await visit('/')
    await page.getByRole('button', { name: /Ada/ }).click()
    await page.evaluate('window.loadedOnce = true')
    const order = await buy(page)
    await untilStatus(page, order, 'delivered')
    expect(await page.evaluate('window.loadedOnce')).toBe(true)
    expect(await orderOn(page, order).locator('.steps .good').count()).toBe(6)
    expect(complaintsOf(page)).toEqual([])
  })

  test('is told that the bank declined the card', async () => {
    const page = await visit('/', { as: 'ada' })
    const order = await buy(page, { card: 'Declines' })
    await untilStatus(page, order, 'cancelled')
    await untilSaid(page, order, /The bank declined the card\. Nothing was charged/)
  })

  test('is told that nothing was left, and has the basket back', async () => {
    const page = await visit('/', { as: 'grace' })
    const order = await buy(page, { product: /Add Lamp from the moon/ })
    await untilStatus(page, order, 'rejected')
    await untilSaid(page, order, /not enough of it left/)
    await page.getByLabel('How many Lamp from the moon').waitFor()
    await page.getByRole('button', { name: 'One Lamp from the moon less' }).click()
  })

  test('who is not in once gets the parcel the next time', async () => {
    const page = await visit('/', { as: 'grace' })
    const order = await buy(page, { place: 'Nobody in, once' })
    await untilSaid(page, order, /Nobody was in\. The carrier tries again/)
    await untilStatus(page, order, 'delivered')
  })

  test('who is never at home gets the money back', async () => {
    const page = await visit('/', { as: 'barbara' })
    const order = await buy(page, { place: 'Never at home' })
    await untilSaid(page, order, /three times.*you have your money back/)
    await orderOn(page, order).getByText('returned, refunded').waitFor()
  })

  test('whose parcel gets lost gets the money back', async () => {
    const page = await visit('/', { as: 'edsger' })
    const order = await buy(page, { place: 'Gets lost' })
    await untilSaid(page, order, /lost the parcel; you have your money back/)
  })

  test('who cancels while the bank thinks is charged once at most, and has it back', async () => {
    const page = await visit('/', { as: 'grace' })
    const order = await buy(page, { card: 'Answers late' })
    await orderOn(page, order).getByRole('button', { name: 'Cancel' }).click()
    await untilStatus(page, order, 'cancelled')
    await untilSaid(page, order, /charged once, given back once/)
  })

  test('who cancels when it has left the warehouse has the money back', async () => {
    const page = await visit('/', { as: 'barbara' })
    const order = await buy(page, { product: /Add Kettle/ })
    await untilStatus(page, order, 'shipped')
    await orderOn(page, order).getByRole('button', { name: 'Cancel' }).click()
    await orderOn(page, order).getByText('cancelled, refunded').waitFor({ timeout: 60_000 })
  })

  test('whose bank charges and never says so gets the parcel, charged once', async () => {
    const page = await visit('/', { as: 'edsger' })
    const order = await buy(page, { card: 'Charges, then times out' })
    await untilStatus(page, order, 'delivered')
  })

  test('who is quicker than the basket gets what they see in it', async () => {
    const page = await visit('/', { as: 'grace' })
    await page.getByRole('button', { name: /Place order/ }).waitFor()
    await page.route('**/api/basket', async (route) => {
      if (route.request().method() === 'PUT') await page.waitForTimeout(1_500)
      await route.continue()
    })
    const order = await buy(page, { product: /Add A book/ })
    await orderOn(page, order).getByText('A book about events').waitFor({ timeout: 60_000 })
  })

  test('sees their own orders, and nobody else’s', async () => {
    const [ada, grace] = await Promise.all([visit('/', { as: 'ada' }), visit('/', { as: 'grace' })])
    const order = await buy(ada)
    await untilStatus(ada, order, 'delivered')
    await grace.reload()
    await grace.getByRole('heading', { name: 'My orders' }).waitFor()
    expect(await orderOn(grace, order).count()).toBe(0)
  })

  test('can do all of it with the keyboard', async () => {
    const page = await visit('/', { as: 'edsger' })
    await page.getByRole('button', { name: /Add Cup/ }).press('Enter')
    const place = page.getByRole('button', { name: /Place order · / })
    await place.click({ trial: true }) // waits until it can be pressed
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/checkout')),
      place.press('Enter'),
    ])
    await untilStatus(page, (await answer.json()).orderId, 'delivered')
  })
})
