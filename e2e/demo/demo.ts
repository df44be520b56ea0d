import { type StackView, serviceNames } from '@saga-shop/local'
import { describe, judge } from '../judge/index.ts'
import { fillShelves, openShop, type Shop } from '../shop/index.ts'
import { besidesWhatIsGone, goodsFor } from './goods.ts'
import { journeysFor } from './journeys.ts'
import { type Followed, isOver, openOrders, type Progress, startProgress } from './progress.ts'
import { runOrders } from './run-orders.ts'
import type { Screen } from './screen.ts'
import { storyOf } from './story.ts'
import { storyTable } from './story-table.ts'

// While a process starts again, customers ask again.
const patience = 20_000

/** Places orders in a running shop and shows what becomes of them. Answers whether all of it is as it should be. */
export async function demonstrate(stack: StackView, orders: number, started: number, screen: Screen): Promise<boolean> {
  const shop = openShop(stack, { patience })
  await fillShelves(shop, besidesWhatIsGone(goodsFor(orders), await shop.products()))
  const progress = startProgress(orders)
  screen.say()
  await screen.while(progress, runOrders(shop, journeysFor(orders), progress))
  screen.say()
  tellFirst(progress, started, screen)
  const ended = await tellOpen(progress, shop, stack, screen)
  await tellStory(stack, progress, screen)
  return (await tellVerdict(stack, screen)) && ended
}

function tellFirst({ firstDelivered }: Progress, started: number, { say }: Screen): void {
  if (firstDelivered === undefined) say('  no order was delivered')
  else
    say(`  first order delivered ${((firstDelivered - started) / 1_000).toFixed(1)} s after the processes were started`)
}

async function tellOpen(progress: Progress, shop: Shop, { folder }: StackView, { say }: Screen): Promise<boolean> {
  if (isOver(progress)) return true
  const open = openOrders(progress)
  say(`✗ ${open.length} orders have not ended, and none has moved for a while:`)
  for (const { id, status, errand } of open.slice(0, 5)) say(`    ${id}  ${status}  ${errand.journey.name}`)
  for (const name of [...serviceNames, 'relay']) {
    const { ready, why } = await shop.readiness(name)
    if (!ready) say(`  ${name} is not ready: ${why}. Its log: ${folder}/logs/${name}.log`)
  }
  return false
}

/** The order that the most happened to; of several, the last, when the shop had warmed up. */
async function tellStory(stack: StackView, { orders }: Progress, { say, paint }: Screen): Promise<void> {
  const told = [...orders.values()].toSorted((one, other) => eventfulness(one) - eventfulness(other)).at(-1)
  if (!told) return
  say(`\n  the story of order ${told.id}: ${told.errand.journey.name}\n`)
  for (const line of storyTable(await storyOf(stack, told.id), paint)) say(line)
}

function eventfulness({ status, errand: { journey } }: Followed): number {
  if (status === 'cancelled') return journey.cancelIn?.includes('shipped') ? 3 : 1
  return status === 'delivered' ? 2 : 0
}

async function tellVerdict(stack: StackView, { say }: Screen): Promise<boolean> {
  say('\n  the judge reads every topic, every database, and the books of bank, carrier and mail\n')
  const verdict = await judge(stack, { wait: 10 })
  say(describe(verdict))
  return verdict.satisfied
}
