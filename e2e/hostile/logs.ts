import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type StackView, serviceNames } from '@saga-shop/local'

/** What is wrong with the logs: a line that is no JSON was written by somebody who was only to be mentioned in one. */
export async function forgedLines({ folder }: StackView): Promise<string[]> {
  const found = await Promise.all(
    [...serviceNames, 'relay'].map((name) => firstForgedLine(name, join(folder, 'logs', `${name}.log`))),
  )
  return found.flat()
}

async function firstForgedLine(name: string, file: string): Promise<string[]> {
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (!isEntry(line)) return [`the log of ${name} has a line that ${name} did not write: ${line.slice(0, 200)}`]
  return []
}

/** An entry says what happened, and who says so. */
function isEntry(line: string): boolean {
  try {
    return JSON.parse(line).service !== undefined
  } catch {
    return false
  }
}
