import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paid, Refund, refunded, type TallyService, tallyService } from '../../test/tally.ts'
import type { Cause } from '../cause.ts'
import { type Database, openDatabase } from '../database.ts'
import { isTransient } from '../failures.ts'
import { react } from '../react.ts'
import { passings } from './deadline-rows.ts'

let service: TallyService
let instances: Database[]
beforeAll(async () => {
  service = await tallyService(Refund.within(0))
  instances = [service.database, openDatabase({ url: service.place.url })]
})
afterAll(() => Promise.all(instances.map((database) => database.close())))

type Step = 'payment' | 'refund' | 'time' | 'all again'
interface Turn {
  /** What each instance hears at the same moment. */
  readonly batches: readonly (readonly Step[])[]
}

const steps = fc.array(fc.constantFrom<Step[]>('payment', 'refund', 'time', 'all again'), { maxLength: 4 })
const turns: fc.Arbitrary<Turn[]> = fc.array(fc.record({ batches: fc.tuple(steps, steps) }), {
  minLength: 1,
  maxLength: 6,
})

/** Plays a story of one order, and counts what was heard of it. */
async function play(story: readonly Turn[]) {
  const key = randomUUID()
  const [payment, refund] = [paid(key), refunded(key)]
  const past: Cause[] = []
  const found: Cause[] = []
  const causesOf = async (step: Step): Promise<readonly Cause[]> => {
    if (step === 'all again') return past
    if (step === 'payment') return [payment]
    if (step === 'refund') return [refund]
    const due = (await passings(service.database, [Refund.name], 1_000)).filter((passing) => passing.key === key)
    found.push(...due)
    return due
  }
  for (const { batches } of story) {
    const causes = await Promise.all(batches.map(async (batch) => (await Promise.all(batch.map(causesOf))).flat()))
    await Promise.all(causes.map((batch, index) => hear(instances[index] as Database, batch)))
    past.push(...causes.flat())
  }
  const { rows } = await service.database.query<{ runs: boolean }>({
    name: 'runs',
    text: 'select exists (select from deadlines where entity = $1) as runs',
    values: [key],
  })
  return { count: (await service.countOf(key)) ?? 0, runs: rows[0]?.runs, past, found, payment, refund }
}

async function hear(database: Database, causes: readonly Cause[]): Promise<unknown> {
  const transaction = () => database.transaction((tx) => react(tx, { causes, spans: [] }, service))
  return transaction().catch((error) => (isTransient(error) ? hear(database, causes) : Promise.reject(error)))
}

test('whatever comes when, how often and to whom: a deadline runs while its answer is missing, and passes once at most', async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (story) => {
      const { count, runs, past, found, payment, refund } = await play(story)
      const passed = Math.floor(count / 100_000)
      const [isPaid, isRefunded] = [past.includes(payment), past.includes(refund)]
      expect(passed).toBeLessThanOrEqual(found.length > 0 ? 1 : 0)
      expect(count % 100_000).toBe((isPaid ? 1 : 0) + (isPaid && isRefunded ? 1_000 : 0))
      expect(runs).toBe(isPaid && !isRefunded && passed === 0)
    }),
    { numRuns: 150 },
  )
}, 60_000)
