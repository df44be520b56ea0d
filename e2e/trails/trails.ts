import { gather } from '../judge/evidence/gather.ts'
import { waitUntilQuiet } from '../judge/quiet.ts'
import { type StrictShop, startStrictShop } from '../storefront/strict-shop.ts'
import { type Compared, compareTrails } from './compare.ts'
import { load, stock, untilSettled } from './load.ts'
import type { TrailsOptions } from './options.ts'
import { truthsIn } from './truth.ts'

export interface Trails {
  /** As the storefront tells them that has heard it all. */
  readonly live: Compared
  /** Every twentieth order again, when the storefront remembers none and looks into Kafka. */
  readonly fromKafka: Compared
  /** What the first took. */
  readonly seconds: number
}

type Tell = (line: string) => void

/** Starts a shop in which nobody gets in without a token, loads it, and holds every trail against what there is. */
export async function checkTrails({ orders }: TrailsOptions, tell: Tell): Promise<Trails> {
  tell('starting a shop …')
  const shop = await startStrictShop()
  try {
    return await check(shop, orders, tell)
  } finally {
    await shop.stack.stop()
  }
}

async function check(shop: StrictShop, count: number, tell: Tell): Promise<Trails> {
  const { stack } = shop
  const say = nowAndThen(tell)
  await stock(shop, count)
  tell(`placing ${count} orders of all kinds …`)
  const orders = await load(shop, count)
  await untilSettled(shop, orders, (open) => say(`${count - open} of ${count} have ended`))
  if (!(await waitUntilQuiet(stack, patience))) throw new Error('The shop does not come to rest.')
  tell('reading every topic and every database …')
  const truthOf = truthsIn(await gather(stack))
  const begin = performance.now()
  const live = await compareTrails(stack.urls.storefront, orders, truthOf, (done) =>
    say(`${done} of ${count} trails compared`),
  )
  const seconds = Math.round(performance.now() - begin) / 1_000
  tell('starting the storefront again, with hardly any memory …')
  await forget(shop)
  const some = orders.filter((_, index) => index % 20 === 0)
  return { live, fromKafka: await compareTrails(stack.urls.storefront, some, truthOf), seconds }
}

const patience = 60_000

/** Lets the storefront forget all but the last hundred events, so that it has to look into Kafka. */
export async function forget({ stack }: StrictShop): Promise<void> {
  const storefront = stack.process('storefront')
  await storefront.stop()
  await storefront.start({ LIVE_MEMORY: '100' })
  await storefront.ready()
}

/** Tells a line now and then, whoever says how many. */
function nowAndThen(tell: Tell): Tell {
  let last = 0
  return (line) => {
    if (performance.now() - last < 2_000) return
    last = performance.now()
    tell(line)
  }
}
