import { setTimeout as sleep } from 'node:timers/promises'
import type { Arrivals } from './arrivals.ts'
import type { Customers } from './customers.ts'

/** Order id → when it should have been sent. */
export type Sent = Map<string, number>

export interface Load {
  readonly customers: Customers
  readonly arrivals: Arrivals
  readonly progress: (line: string) => void
}

// How many customers shop at once, and how many orders may be under way before they wait.
export const shoppers = 64
const mostUnderWay = 2_000
const patience = 120_000

/** As many orders as the shop takes, with a bounded number under way. Resolves when all are delivered. */
export async function placeAsFastAsItGoes(orders: number, { customers, arrivals, progress }: Load): Promise<Sent> {
  const sent: Sent = new Map()
  const before = arrivals.delivered.size
  let placed = 0
  const shop = async () => {
    while (placed < orders) {
      const number = ++placed
      const at = performance.now()
      sent.set(await customers.order(), at)
      if (number % Math.ceil(orders / 10) === 0) progress(`${number} of ${orders} orders placed`)
      while (placed - (arrivals.delivered.size - before) > mostUnderWay) await arrivals.delivery()
    }
  }
  await Promise.all(Array.from({ length: shoppers }, shop))
  await allDelivered(sent, arrivals)
  return sent
}

// What a customer does between a full basket and the checkout, in milliseconds.
const hesitation = 500

/** Checkouts at a fixed rate, whatever the shop does: what is late is counted from when it should have been sent. */
export async function placeAtRate(
  rate: number,
  seconds: number,
  { customers, arrivals, progress }: Load,
): Promise<Sent> {
  const sent: Sent = new Map()
  const begin = performance.now() + hesitation
  const requests: Promise<void>[] = []
  const shop = async (due: number) => {
    const checkOut = await customers.fillBasket()
    await sleepUntil(due)
    sent.set(await checkOut(), due)
  }
  for (let number = 0; number < rate * seconds; number++) {
    const due = begin + (number * 1_000) / rate
    await sleepUntil(due - hesitation)
    requests.push(shop(due))
    if (number % (rate * 5) === 0) progress(`${number} orders at ${rate} per second`)
  }
  await Promise.all(requests)
  await allDelivered(sent, arrivals)
  return sent
}

async function sleepUntil(moment: number) {
  const early = moment - performance.now()
  if (early > 1) await sleep(early)
}

async function allDelivered(sent: Sent, { delivered, delivery }: Arrivals) {
  const until = performance.now() + patience
  const open = () => [...sent.keys()].filter((id) => !delivered.has(id))
  for (let late = open(); late.length > 0; late = open()) {
    if (performance.now() > until)
      throw new Error(`${late.length} orders were not delivered within ${patience / 1000} s, ${late[0]} among them`)
    await Promise.race([delivery(), sleep(1_000)])
    await sleep(20)
  }
}
