import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'

export interface Camera {
  /** Opens a page of the shop as somebody. */
  open(path: string, as: string): Promise<Page>
  take(page: Page, name: string): Promise<void>
}

const size = { width: 1_280, height: 860 }
const quality = 82

/** Takes pictures as WebP, which playwright itself does not. */
export function openCamera(browser: Browser, url: string, folder: string, tell: (line: string) => void): Camera {
  mkdirSync(folder, { recursive: true })
  return {
    open: async (path, as) => {
      const context = await browser.newContext({ viewport: size, colorScheme: 'light' })
      await context.request.post(`${url}/api/login`, { data: { customer: as } })
      const page = await context.newPage()
      await page.goto(`${url}${path}`)
      return page
    },
    take: async (page, name) => {
      const session = await page.context().newCDPSession(page)
      const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality })
      const file = join(folder, `${name}.webp`)
      writeFileSync(file, Buffer.from(data, 'base64'))
      tell(`✓ ${file}`)
    },
  }
}
