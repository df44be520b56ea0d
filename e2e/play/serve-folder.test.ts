import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { serveFolder } from './serve-folder.ts'

async function served() {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-served-'))
  writeFileSync(join(folder, 'index.html'), 'the map')
  const { url, close } = await serveFolder(folder)
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true })
  })
  const { port } = new URL(url)
  return (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end()
    })
}

test.each([
  ['/', 200],
  ['/index.html?from=tour', 200],
  ['/nothing.js', 404],
  ['/../../../../etc/passwd', 404],
  ['/..%2f..%2f..%2fetc/passwd', 404],
  ['//', 200],
  ['//[', 200],
])('%s is answered with %i, and the next one is answered, too', async (path, status) => {
  const ask = await served()
  expect(await ask(path)).toBe(status)
  expect(await ask('/')).toBe(200)
})
