import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const isRoot = process.getuid?.() === 0

function newVolume() {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
      env: { SECRETS_FOLDER: folder },
      encoding: 'utf8',
    })
  const read = (file: string) => readFileSync(join(folder, file), 'utf8')
  return { folder, run, read }
}

test.runIf(isRoot)('the second run changes nothing, and files are for their reader only', () => {
  const { folder, run, read } = newVolume()
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^secrets: \d+ readers have theirs\n$/) })
  const url = read('order/database-url')
  expect(run().status).toBe(0)
  expect(read('order/database-url')).toBe(url)
  expect(url).toMatch(/^postgres:\/\/order:[\w-]{24}@postgres-order:5432\/order$/)
  const [files, file] = [statSync(join(folder, 'order')), statSync(join(folder, 'order/database-url'))]
  expect([files.uid, files.mode & 0o777, file.uid, file.mode & 0o777]).toEqual([2002, 0o500, 2002, 0o400])
})

test.runIf(isRoot)('a rotation is handed out at once, to the service, the relay, setup and migration', () => {
  const { run, read } = newVolume()
  run()
  const files = ['order/database-url', 'relay/order-database-url', 'setup/kafka-users', 'migrate-order/database-url']
  const before = files.map(read)
  expect(run('rotate', 'order').status).toBe(0)
  expect(files.map(read).filter((content, index) => content === before[index])).toEqual([])
})

test('it explains itself, and says what it does not understand', () => {
  const { run } = newVolume()
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('rotate <service>') })
  expect(run('rotate', 'nobody')).toMatchObject({ status: 64, stdout: expect.stringContaining('Services: basket') })
})
