import { type Browser, chromium } from 'playwright-core'

/** Starts the machine's browser, without a window. As root it cannot have its own sandbox; it only sees our own pages. */
export function openBrowser(executablePath: string): Promise<Browser> {
  const args = ['--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run', '--mute-audio']
  return chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 })
}
