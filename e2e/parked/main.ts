import { findShop } from '@saga-shop/compose'
import { Misunderstood, runCommand, say } from '@saga-shop/local'
import { discard, explain, listParked, redrive, type Shop } from './ask.ts'
import { type Errand, type Order, readCommandLine, usage } from './command-line.ts'
import { describeDone, describeList, describeOne } from './describe.ts'

await runCommand({ usage, read: readCommandLine, run })

async function run({ where, json, ...errand }: Order) {
  const { lines, answers, found } = await carryOut(await findShop(where), errand)
  say(json ? JSON.stringify(answers, null, 2) : lines.join('\n'))
  return found ? 1 : 0
}

interface Result {
  readonly lines: readonly string[]
  readonly answers: unknown
  /** Something is parked that a person should look at. */
  readonly found: boolean
}

async function carryOut(shop: Shop, errand: Errand): Promise<Result> {
  switch (errand.does) {
    case 'list': {
      const parked = await listParked(shop, errand.among, errand.order)
      return { lines: [describeList(parked)], answers: parked, found: parked.length > 0 }
    }
    case 'explain': {
      const [name, explained] = [`${errand.service}/${errand.id}`, await explain(shop, errand.service, errand.id)]
      if (!explained) throw new Misunderstood(`${name}: nothing is or was parked under this name.`)
      return { lines: [describeOne(name, explained)], answers: explained, found: explained.item !== undefined }
    }
    case 'discard': {
      const name = `${errand.service}/${errand.id}`
      const done = await discard(shop, errand.service, errand.id, errand)
      if (!done) throw new Misunderstood(`${name}: nothing is parked under this name.`)
      return {
        lines: [describeDone(`${name} is given up`, done)],
        answers: done,
        found: done.failed !== undefined,
      }
    }
    case 'redrive':
      return redriveAll(shop, errand)
  }
}

async function redriveAll(shop: Shop, { order, by, among }: Errand & { does: 'redrive' }): Promise<Result> {
  const parked = await listParked(shop, among, order)
  if (order !== undefined && parked.length === 0) throw new Misunderstood(`${order}: nothing of it is parked.`)
  const answers = []
  for (const items of Map.groupBy(parked, ({ service, order }) => `${service} ${order}`).values()) {
    const [first] = items
    const done = first && (await redrive(shop, first.service, first.order, by))
    if (done) answers.push({ service: first.service, order: first.order, ...done })
  }
  return {
    lines: answers.map((done) => describeDone(`${done.service}, order ${done.order}`, done)),
    answers,
    found: answers.some(({ failed }) => failed !== undefined),
  }
}
