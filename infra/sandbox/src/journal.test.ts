import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Journal, openJournal } from './journal.ts'

let folder: string
let opened: Journal<unknown>[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'))
})
afterEach(async () => {
  await Promise.allSettled(opened.map((journal) => journal.close()))
  opened = []
})

async function reopen() {
  const entries: unknown[] = []
  const journal = await openJournal<unknown>(folder, 'test.ndjson', (entry) => entries.push(entry))
  opened.push(journal)
  return { journal, entries }
}

test('a journal tells after a restart what it was told before, in order', async () => {
  const { journal } = await reopen()
  await Promise.all([journal.append([1, 'two\n\u2028']), journal.append([{ three: 3 }]), journal.append([])])
  await journal.close()
  expect((await reopen()).entries).toEqual([1, 'two\n\u2028', { three: 3 }])
})

test('what append resolved with is on disk, although nobody closed the journal', async () => {
  const { journal } = await reopen()
  for (const entry of [1, 2, 3]) await journal.append([entry])
  expect((await reopen()).entries).toEqual([1, 2, 3])
})

test('a last line that a crash tore apart is dropped, and the next entry starts a line of its own', async () => {
  await writeFile(join(folder, 'test.ndjson'), '"Grüße"\n{"torn":"ü')
  const { journal, entries } = await reopen()
  await journal.append(['after'])
  expect(entries).toEqual(['Grüße'])
  expect(await readFile(join(folder, 'test.ndjson'), 'utf8')).toBe('"Grüße"\n"after"\n')
})

test('a damaged line in the middle is named and not passed over', async () => {
  await appendFile(join(folder, 'test.ndjson'), '1\n{oops\n3\n')
  await expect(reopen()).rejects.toThrow(/test\.ndjson:2 is no journal line/)
})

test('once a write has failed, nothing is promised any more', async () => {
  const { journal } = await reopen()
  await journal.close()
  await expect(journal.append([1])).rejects.toThrow()
  await expect(journal.settled()).rejects.toThrow()
})
