import { readFileSync } from 'node:fs'
import { events, listenersOf } from '@saga-shop/contracts'
import type { Trail } from '@saga-shop/storefront/api'
import { eventually } from '@saga-shop/testing'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { journeysFor } from '../demo/journeys.ts'
import { isOver, startProgress } from '../demo/progress.ts'
import { runOrders } from '../demo/run-orders.ts'
import { gather } from '../judge/evidence/gather.ts'
import { waitUntilQuiet } from '../judge/quiet.ts'
import { openShop } from '../shop/index.ts'
import { compareTrails } from '../trails/compare.ts'
import { type Truth, truthsIn } from '../trails/truth.ts'
import { complaintsOf, leave, stack, storefront, visit } from './visit.ts'

const orders = 200
const progress = startProgress(orders)
let truthOf: (orderId: string) => Truth

beforeAll(async () => {
  await runOrders(openShop(stack, { patience: 20_000 }), journeysFor(orders), progress)
  expect(await waitUntilQuiet(stack, 60_000)).toBe(true)
  truthOf = truthsIn(await gather(stack))
}, 240_000)
afterAll(leave)

describe(`the X-rays of ${orders} orders`, () => {
  test('all orders have ended', () => expect(isOver(progress)).toBe(true))

  test('show every event and every hop of each, none twice, none invented, no arrow to nowhere', async () => {
    const { wrong, events } = await compareTrails(storefront, [...progress.orders.keys()], truthOf)
    expect(wrong).toEqual([])
    expect(events).toBeGreaterThan(3 * orders)
  }, 120_000)

  test('are drawn with as many arrows as there are hearings', async () => {
    for (const id of [...progress.orders.keys()].slice(0, 5)) {
      const page = await visit(`/orders/${id}`)
      await page.locator('.pic svg').waitFor()
      const arrows = truthOf(id).announced.flatMap(({ type }) => listenersNamed(type))
      await page.waitForFunction(`document.querySelectorAll('.pic .flow .stroke').length === ${arrows.length}`)
      expect(complaintsOf(page)).toEqual([])
    }
  })
})

describe('the X-ray of an order', () => {
  const first = () => [...progress.orders.values()].find(({ status }) => status === 'delivered')?.id ?? ''
  const second = () => [...progress.orders.values()].filter(({ status }) => status === 'delivered')[1]?.id ?? ''

  test('opens an event into its hops, and leads to its cause in one click', async () => {
    const page = await visit(`/orders/${first()}`)
    await page.getByRole('button', { name: 'OrderConfirmed' }).click()
    const side = page.locator('.side')
    await side.getByText(/LSN \w+\/\w+/).waitFor()
    expect(await side.textContent()).toMatch(
      /outbox row[\s\S]*position[\s\S]*relay to Kafka[\s\S]*p\d @ \d+[\s\S]*shipping heard it[\s\S]*inbox: applied/,
    )
    expect(await side.textContent()).not.toContain('not measured')
    await side.getByRole('button', { name: 'OrderPaymentProcessed' }).click()
    await side.getByRole('heading', { name: 'OrderPaymentProcessed' }).waitFor()
    await side.getByText('the code that hears it').first().click()
    await side.getByText(/services\/order\/src\/order\.ts:\d+/).waitFor()
  })

  test('winds back, and says how the order stood then', async () => {
    const page = await visit(`/orders/${first()}`)
    await page.getByRole('slider', { name: 'Moment' }).fill('0')
    await page.locator('.scrub').getByText('requested').waitFor()
    expect(await page.locator('.pic .faint').count()).toBeGreaterThan(3)
  })

  test('is taken along as a file of JSON, with every hop', async () => {
    const page = await visit(`/orders/${first()}`)
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('button', { name: 'JSON' }).click()
    const events = await eventually(async () => {
      const { orderId, complete, events } = await savedTrail(page, `order-${first()}.json`)
      expect([orderId, complete]).toEqual([first(), true]) // until then somebody was late, and is asked again
      return events
    })
    const { announced } = truthOf(first())
    expect(events.map(({ id }) => id).toSorted()).toEqual(announced.map(({ id }) => id).toSorted())
    for (const { type, outbox, records, hearings } of events) {
      expect(outbox, type).not.toBeNull()
      expect(records, type).toHaveLength(1)
      expect(hearings.map(({ service }) => service).toSorted(), type).toEqual(listenersNamed(type).toSorted())
    }
  })

  test('compares two orders, has an address of its own, and can be taken along', async () => {
    const page = await visit(`/orders/${first()}`)
    await page.getByRole('button', { name: 'Compare…' }).click()
    await page.getByLabel("The other order's id").fill(second())
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'Step by step, since each began' }).waitFor()
    expect(page.url()).toContain(`with=${second()}`)
    const link = page.url()
    expect(await placesOfPictures(page)).toMatchObject({ beside: true, below: false })
    await page.setViewportSize({ width: 320, height: 720 })
    await eventually(async () => expect(await placesOfPictures(page)).toMatchObject({ beside: false, below: true }))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await page.setViewportSize({ width: 1_280, height: 860 })
    await page.goto(link)
    const other = page.getByRole('region', { name: `Order ${second().slice(0, 4)}-${second().slice(-4)} in time` })
    await other.getByRole('button', { name: 'OrderDelivered' }).click()
    await page.locator('.side').getByRole('heading', { name: 'OrderDelivered' }).waitFor()
    expect(new URL(page.url()).searchParams.get('with')).toBe(second())
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('dialog').getByText('sequenceDiagram').waitFor()
    await page.getByRole('button', { name: 'curl' }).click()
    await page.getByRole('dialog').getByText(`/api/trail/${first()}`).waitFor()
  })
})

/** The trail in the file that one gets. */
async function savedTrail(page: Page, name: string): Promise<Trail> {
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe(name)
  return JSON.parse(readFileSync(await download.path(), 'utf8'))
}

/** Where the second order's picture is, seen from the first. */
async function placesOfPictures(page: Page) {
  const [one, other] = await Promise.all([0, 1].map((index) => page.locator('.pic:has(svg)').nth(index).boundingBox()))
  if (!one || !other) return {}
  return { beside: other.x >= one.x + one.width, below: other.y >= one.y + one.height }
}

const listenersNamed = (type: string): readonly string[] => {
  const kind = events.find((event) => event.type === type)
  return kind ? listenersOf(kind) : []
}
