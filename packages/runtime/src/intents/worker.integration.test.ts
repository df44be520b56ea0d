import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Call, paid, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import { openLog } from '../log.ts'
import type { Calls } from './calls.ts'
import { worker } from './worker.ts'

let service: TallyService
beforeAll(async () => {
  service = await tallyService()
})
afterAll(() => service.database.close())

/** A worker that starts on so many intents, and makes its calls like this. */
async function working(owed: number, calls: Partial<Calls<{ why: string }, { said: string }>>) {
  const log = openLog('test', { instance: '1', level: 'silent' })
  const queue = batcher({ ...service, log, mostCauses: 1_000, committed: () => {} })
  await queue.submit({ causes: Array.from({ length: owed }, () => paid()) })
  const making = { kind: Call, lease: 5_000, make: async () => {}, ...calls }
  return worker(making, { database: service.database, batcher: queue, log })
}

test('a worker goes on after all its hands were full while it was woken', async () => {
  const hands = await working(20, {
    atOnce: 2,
    together: 5,
    make: async (intents, report) => {
      await sleep(250) // longer than the worker's own look at the clock
      for (const intent of intents) report.answered(intent, { said: 'yes' })
    },
  })
  hands.start()
  await eventually(async () => expect(await service.rowsIn('intents')).toBe(0))
  await hands.stop()
})

test('a call that is put off is made again as soon as it is due, not when others are looked for', async () => {
  let rounds = 0
  const hands = await working(1, {
    make: async (intents, report) => {
      rounds++
      for (const intent of intents) {
        if (rounds <= 10) report.later(intent, 50)
        else report.answered(intent, { said: 'yes' })
      }
    },
  })
  hands.start()
  const within = 8_000 // ten looks for what others left would take ten seconds
  await eventually(async () => expect(await service.rowsIn('intents')).toBe(0), { within })
  await hands.stop()
  expect(rounds).toBe(11)
})

test('a call that one process has put off is made by another when that one is gone', async () => {
  const asked = Promise.withResolvers<void>()
  const gone = await working(1, {
    make: async (intents, report) => {
      for (const intent of intents) report.later(intent, 1_500)
      asked.resolve()
    },
  })
  const other = await working(0, {
    make: async (intents, report) => {
      for (const intent of intents) report.answered(intent, { said: 'yes' })
    },
  })
  gone.start()
  await asked.promise
  await gone.stop()
  other.start() // looks before the call is due, and nobody tells it when it will be
  await eventually(async () => expect(await service.rowsIn('intents')).toBe(0), { within: 8_000 })
  await other.stop()
})
