import { appendFile, type FileHandle, mkdir, open, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { replay } from './replay.ts'

/** What happened, in order, one JSON line each. It outlives the process, however that ends. */
export interface Journal<Entry> {
  /** Resolves when these entries, and all before them, are on disk. */
  append(entries: readonly Entry[]): Promise<void>
  /** Resolves when everything so far is on disk; rejects for good once a write has failed. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Opens `<folder>/<name>` and tells `remember` everything it holds. Without a folder, nothing is kept. */
export async function openJournal<Entry>(
  folder: string | undefined,
  name: string,
  remember: (entry: Entry) => void,
): Promise<Journal<Entry>> {
  if (folder === undefined) return forgetful
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await appendFile(path, '')
  await truncate(path, await replay(path, remember))
  return journalOn(await open(path, 'a'))
}

/** One write and one sync carry whatever was waiting: many requests share them. */
function journalOn<Entry>(file: FileHandle): Journal<Entry> {
  let waiting = ''
  let written = Promise.resolve()
  let next: Promise<void> | undefined

  async function write() {
    const text = waiting
    waiting = ''
    written = next ?? written
    next = undefined
    await file.appendFile(text)
    await file.datasync()
  }

  const settled = () => next ?? written
  return {
    settled,
    append(entries) {
      if (entries.length === 0) return settled()
      waiting += entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      next ??= written.then(write)
      return next
    },
    close: () => settled().finally(() => file.close()),
  }
}

const done = () => Promise.resolve()
const forgetful = { append: done, settled: done, close: done }
