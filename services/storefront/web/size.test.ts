import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPages } from './build.ts'

const folder = mkdtempSync(join(tmpdir(), 'saga-shop-pages-'))
const read = (path: string) => readFileSync(join(folder, path))
let scripts: string[]

beforeAll(async () => {
  await buildPages({ outDir: folder })
  scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

describe('the built pages', () => {
  test('need less than 100 kB of compressed script, all of them together', () => {
    const sizes = scripts.map((name) => gzipSync(read(`assets/${name}`)).length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000)
  })
  test('have no script and no style within their HTML, as their policy wants it', () => {
    const html = read('index.html').toString()
    expect(html).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=/)
    for (const name of scripts) expect(read(`assets/${name}`).toString(), name).not.toMatch(/\beval\(|new Function\(/)
  })
})
