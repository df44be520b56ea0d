import { randomUUID } from 'node:crypto'
import { eventually } from '@saga-shop/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Add, type TallyService, tallyService } from '../../test/tally.ts'
import { batcher } from '../batcher.ts'
import { sql } from '../index.ts'
import { openLog } from '../log.ts'
import { requester } from './requests.ts'

let service: TallyService
beforeAll(async () => {
  service = await tallyService()
})
afterAll(() => service.database.close())

const log = openLog('test', { instance: '1', level: 'silent' })
const asking = (limits: { requestsAtOnce: number; patience: number }) => {
  const queue = batcher({ ...service, log, mostCauses: 1_000, committed: () => {} })
  const ask = requester(() => queue, limits)
  return { queue, add: (entity: string) => ask({ kind: Add, entity, data: { by: 1 } }) }
}

/** Keeps every transaction waiting until it is told to stop. */
async function holdUp() {
  const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = service.database.transaction(async (tx) => {
    await tx.query(sql`lock table tallies in access exclusive mode`)
    held.resolve()
    await release.promise
  })
  await held.promise
  return async () => {
    release.resolve()
    await holding
  }
}

const problem = (reason: string) => expect.objectContaining({ status: 503, reason, retryAfter: expect.any(Number) })

test('while the database hangs every request is answered in time, and more than may wait at once', async () => {
  const { add, queue } = asking({ requestsAtOnce: 3, patience: 300 })
  const goOn = await holdUp()
  const waiting = [add(randomUUID()), add(randomUUID()), add(randomUUID())].map((one) => one.catch((error) => error))
  const tooMany = add(randomUUID()).catch((error) => error)
  expect(await Promise.race([tooMany, ...waiting])).toEqual(problem('overloaded'))
  expect(await Promise.all(waiting)).toEqual(Array(3).fill(problem('no-answer-in-time')))
  await expect(add(randomUUID())).rejects.toEqual(problem('overloaded')) // they still wait, although nobody waits for them
  await goOn()
  await queue.idle()
  await expect(add(randomUUID())).resolves.toEqual({})
})

test('what waited too long is not begun', async () => {
  const { add, queue } = asking({ requestsAtOnce: 10, patience: 200 })
  const goOn = await holdUp()
  const first = add(randomUUID()).catch((error) => error)
  await new Promise((resolve) => setTimeout(resolve, 20))
  const late = randomUUID()
  await expect(add(late)).rejects.toEqual(problem('no-answer-in-time'))
  await goOn()
  await first
  await queue.idle()
  await eventually(async () => expect(await service.countOf(late)).toBeUndefined())
})
