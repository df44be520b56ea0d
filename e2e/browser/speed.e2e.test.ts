import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { events } from '@saga-shop/contracts'
import { buildPages } from '@saga-shop/pages/build'
import type { LiveEvent } from '@saga-shop/storefront/api'
import { afterAll, expect, test } from 'vitest'
import { serveFolder } from '../play/serve-folder.ts'
import { accounts } from './accounts.ts'
import { type Frames, watchFrames } from './frames.ts'
import { leave, visit } from './visit.ts'

const perSecond = 200
const seconds = 10
// Milliseconds for a frame.
const budget = 1_000 / 50
// As much of one core may others take before frames are not counted.
const mostOfOthers = 0.5
const folder = mkdtempSync(join(tmpdir(), 'saga-shop-speed-'))

afterAll(async () => {
  await leave()
  rmSync(folder, { recursive: true })
})

test(`the live map stays above 50 frames a second at ${perSecond} events a second`, async () => {
  await buildPages({ recorded: true, outDir: folder })
  writeFileSync(join(folder, 'recording.json'), JSON.stringify(busyShop()))
  const site = await serveFolder(folder)
  const page = await visit('/#/map', { at: site.url })
  await page.locator('.log button').first().waitFor()
  const runs: Frames[] = []
  // Somebody else may want the machine for a while: a page that is slow is slow each time.
  for (let turn = 0; turn < 3 && !runs.some(isSmooth); turn++) runs.push(await watchFrames(page))
  await site.close()
  for (const run of runs) process.stdout.write(`live map at ${perSecond} events/s: ${told(run)}\n`)
  expect(Math.min(...runs.map(({ cpuPerFrame }) => cpuPerFrame))).toBeLessThan(budget)
  // Where others have the machine, frames are theirs to give.
  const calm = runs.filter(({ others }) => others < mostOfOthers)
  if (runs.some(isSmooth) || calm.length > 0) expect(runs.filter(isSmooth)).toHaveLength(1)
  else process.stdout.write('live map: others had the machine, so its frames were not judged\n')
})

const isSmooth = ({ perSecond, ownWork, cpuPerFrame }: Frames) =>
  perSecond >= 50 && ownWork > 0 && ownWork < budget && cpuPerFrame < budget

const told = ({ perSecond, ownWork, cpuPerFrame, others }: Frames) =>
  [
    `${perSecond.toFixed(1)} frames/s`,
    `our own work for 95 in 100 frames within ${ownWork.toFixed(1)} ms`,
    `${cpuPerFrame.toFixed(1)} ms of CPU for each, painting included`,
    `others took ${Math.round(others * 100)} % of a core`,
  ].join(', ')

/** A recording of a shop that is busier than any demo. */
function busyShop() {
  const kinds = events.filter(({ keyField }) => keyField === 'orderId')
  const all = Array.from({ length: perSecond * seconds }, (_, index) => {
    const kind = kinds[(index * 7) % kinds.length]
    return kind ? [{ at: (index * 1_000) / perSecond, event: eventOf(kind, index) }] : []
  })
  const nothing = { total: 0, overdue: 0, owed: [], missing: [] }
  return {
    ...{
      format: 'saga-shop-recording',
      version: 1,
      recordedAt: new Date().toISOString(),
      milliseconds: seconds * 1_000,
    },
    ...{ accounts, events: all.flat(), maps: [], trails: {}, orders: [], stories: {} },
    status: { services: [], can: {}, notes: [] },
    catalogue: { products: [], from: 'order', asOf: null, ageSeconds: 0 },
    ...{ trials: { cards: [], postcodes: [] }, owed: nothing, parked: { parked: [], missing: [] } },
    breaking: {
      allowed: false,
      things: [],
      verdict: { missing: 'nobody judges a recording', service: 'judge', because: 'failed' },
    },
  }
}

function eventOf({ type, owner, topic }: (typeof events)[number], index: number): LiveEvent {
  const order = `0000${String(index % 300).padStart(4, '0')}-0000-4000-8000-000000000000`
  return {
    ...{
      topic,
      partition: index % 6,
      offset: index,
      writtenAt: Date.now(),
      position: null,
      lsn: '0/1',
      schemaId: 1,
      id: `${index}`,
    },
    ...{ type, source: owner, time: new Date().toISOString(), subject: order, correlationId: order },
    ...{ causationId: null, traceparent: null, key: order, data: { orderId: order } },
  }
}
