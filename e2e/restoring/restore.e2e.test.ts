import { setTimeout as sleep } from 'node:timers/promises'
import { type ServiceName, type Stack, startStack } from '@saga-shop/local'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodsFor } from '../demo/goods.ts'
import { describe as inWords, judge, type Watch, watchPositions } from '../judge/index.ts'
import { fillShelves, openShop, type Shop } from '../shop/index.ts'
import { backUp, restore } from './backup.ts'
import { allEnd, customersOf } from './customers.ts'
import { rebuildSlot, tellRestored } from './runbook.ts'

// A shop of its own: databases are lost here. Parcels take their time, so that every order is under way for a while.
let stack: Stack
let shop: Shop
let watch: Watch

beforeAll(async () => {
  stack = await startStack({ temporary: true, env: { carrier: { CARRIER_STEP_MS: '400' } } })
  shop = openShop(stack, { patience: 40_000 })
  await fillShelves(shop, goodsFor(300))
  watch = await watchPositions(stack)
})
afterAll(async () => {
  await watch?.stop()
  await stack?.stop()
})

const services: readonly ServiceName[] = ['email', 'payment', 'shipping', 'order', 'basket']

test.each(services)(
  'the database of %s is lost, and restored from a backup of seconds ago, while all others go on',
  async (service) => {
    const orders = customersOf(shop, 24, 80)
    await sleep(800)
    const backup = await backUp(stack, service)
    await sleep(1_200)
    await stack.process(service).kill()
    await sleep(500) // what it has announced is carried
    await stack.process('relay').stop()

    watch.lookAway(service)
    await restore(stack, backup)
    watch.restored(service)
    await tellRestored(stack, service)
    await rebuildSlot(stack, service)
    await Promise.all(['relay', service].map((name) => stack.process(name).start()))
    await allEnd(shop, await orders)
    const verdict = await judge(stack, { wait: 30 })
    expect(verdict.satisfied, inWords(verdict)).toBe(true)
  },
  240_000,
)

test('no position went back but those that were restored, and no letter was sent twice', async () => {
  const verdict = await judge(stack, { wait: 10, watched: await watch.stop() })
  expect(verdict.satisfied, inWords(verdict)).toBe(true)
})
