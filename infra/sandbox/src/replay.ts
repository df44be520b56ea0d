import { createReadStream } from 'node:fs'

/** Reads every whole line of a journal and returns where they end: a line torn by a crash was never answered for. */
export async function replay<Entry>(path: string, remember: (entry: Entry) => void): Promise<number> {
  let end = 0
  let count = 0
  let rest = ''
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      remember(parse<Entry>(line, `${path}:${++count}`))
      end += Buffer.byteLength(line) + 1
    }
  }
  return end
}

function parse<Entry>(line: string, place: string): Entry {
  try {
    return JSON.parse(line) as Entry // we wrote it
  } catch (cause) {
    throw new Error(`${place} is no journal line: the file is damaged. Restore it or start with another folder.`, {
      cause,
    })
  }
}
