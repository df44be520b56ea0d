import { existsSync, readdirSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Problem } from '@saga-shop/local'
import { buildPages } from '@saga-shop/pages/build'

// Beside the pages, where they look for it.
const name = 'recording.json'

/** Builds pages that play the recording into the folder, beside it: all that a web server needs. */
export async function writePlayer(recording: string, folder: string): Promise<void> {
  const outDir = resolve(folder)
  if (isSomethingElse(outDir)) throw new Problem(`${folder} holds something else: choose a folder of its own.`)
  await buildPages({ recorded: true, outDir })
  await copyFile(recording, join(outDir, name))
}

/** What is in the folder is removed: so it must be empty, or hold pages from the last time. */
const isSomethingElse = (folder: string) =>
  existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, name))
