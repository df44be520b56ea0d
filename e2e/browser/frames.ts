import { cpus } from 'node:os'
import type { Page } from 'playwright-core'

/** How smoothly a page moved for some seconds. */
export interface Frames {
  readonly perSecond: number
  /** What our own script took for a frame, milliseconds: 95 in 100 frames took no longer. */
  readonly ownWork: number
  /** Milliseconds of CPU that the browser used for a frame: scripts, layout, and painting without a graphics card. */
  readonly cpuPerFrame: number
  /** How much of a core everybody else took. */
  readonly others: number
}

/** Counts the page's frames, and takes the time of its work for each. */
export async function watchFrames(page: Page): Promise<Frames> {
  const before = { browser: await cpuOf(page), machine: busy(), ours: process.cpuUsage() }
  const { frames, seconds, work } = (await page.evaluate(countFrames)) as Counted // as it returns
  const browser = (await cpuOf(page)) - before.browser
  const ours = process.cpuUsage(before.ours)
  const others = busy() - before.machine - browser - (ours.user + ours.system) / 1_000
  return {
    perSecond: frames / seconds,
    ownWork: work.toSorted((one, other) => one - other)[Math.floor(work.length * 0.95)] ?? 0,
    cpuPerFrame: browser / frames,
    others: others / (seconds * 1_000),
  }
}

interface Counted {
  readonly frames: number
  readonly seconds: number
  readonly work: readonly number[]
}

/** Milliseconds that all cores were at work. */
const busy = () => cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0)

/** Milliseconds of CPU that the browser has used for its pages. */
async function cpuOf(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo } = (await session?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] }
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0)
}

// In the page, over six seconds: what all others do on a frame lies between the first and the last who are called for it.
const countFrames = `new Promise((resolve) => {
  const ask = window.requestAnimationFrame.bind(window)
  const work = new Map()
  window.requestAnimationFrame = (then) => ask((now) => {
    const began = performance.now()
    then(now)
    work.set(now, (work.get(now) ?? 0) + performance.now() - began)
  })
  const begin = performance.now()
  let frames = 0
  ask(function turn(now) {
    frames += 1
    if (now - begin < 6000) return ask(turn)
    window.requestAnimationFrame = ask
    resolve({ frames, seconds: (now - begin) / 1000, work: [...work.values()] })
  })
})`
