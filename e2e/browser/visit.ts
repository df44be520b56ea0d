import { readStack } from '@saga-shop/local'
import type { Browser, Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { openBrowser } from './open-browser.ts'

/** The shop that all these tests share. */
export const stack = readStack(inject('shopFolder'))
export const storefront = stack.urls['storefront'] ?? ''

export interface Visit {
  /** Who is logged in. */
  readonly as?: string
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  readonly still?: boolean
  /** Another place than the shop's. */
  readonly at?: string
}

/** Complaints of a page: errors of its script, and what its policy refused. */
const complaints = new WeakMap<Page, string[]>()
export const complaintsOf = (page: Page): readonly string[] => complaints.get(page) ?? []

/** What a page asked for, and how it was answered. */
const asked = new WeakMap<Page, { readonly url: string; readonly status: number | undefined }[]>()
export const askedBy = (page: Page) => asked.get(page) ?? []

let browser: Promise<Browser> | undefined

/** Opens a page as somebody sees it who comes for the first time. It is closed when the test is over. */
export async function visit(
  path: string,
  { as, scheme = 'light', width = 1_280, still = false, at = storefront }: Visit = {},
): Promise<Page> {
  browser ??= openBrowser(inject('chromium'))
  const context = await (await browser).newContext({
    viewport: { width, height: width < 500 ? 720 : 860 },
    colorScheme: scheme,
    reducedMotion: still ? 'reduce' : 'no-preference',
  })
  onTestFinished(() => context.close())
  if (as) await context.request.post(`${at}/api/login`, { data: { customer: as } })
  const page = await context.newPage()
  const heard: string[] = []
  complaints.set(page, heard)
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) heard.push(message.text())
  })
  const answers: ReturnType<typeof askedBy> = []
  asked.set(page, answers)
  page.on('response', (answer) => void answers.push({ url: answer.url(), status: answer.status() }))
  page.on('requestfailed', (request) => void answers.push({ url: request.url(), status: undefined }))
  await page.goto(`${at}${path}`)
  return page
}

/** Closes the browser; for `afterAll`. */
export const leave = async () => (await browser)?.close()
