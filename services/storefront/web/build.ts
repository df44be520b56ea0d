import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { shopFacts } from './build/shop-facts.ts'

/** What to build. */
export interface PagesBuild {
  /** Where the files go; `dist` beside this file when nothing is said. */
  readonly outDir?: string
  /** Plays a recording beside the pages (`recording.json`) instead of asking a shop. */
  readonly recorded?: boolean
}

const distFolder = fileURLToPath(new URL('./dist', import.meta.url))

/** Builds the pages into static files: no inline scripts or styles, so that a strict CSP can stand. */
export async function buildPages({ outDir = distFolder, recorded = false }: PagesBuild = {}): Promise<string> {
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    base: recorded ? './' : '/',
    define: { 'globalThis.sagaRecorded': JSON.stringify(recorded) },
    plugins: [shopFacts()],
    build: { outDir, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2023' },
  })
  return outDir
}
