import { existsSync } from 'node:fs'
import { Misunderstood } from './problem.ts'
import { stackFolder } from './site.ts'

/** A whole number within bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least && value <= most) return value
  throw new Misunderstood(`${option} ${text}: a whole number ${least === 0 ? 'up' : `from ${least}`} to ${most}.`)
}

/** Seconds, and parts of them. */
export function numberOfSeconds(option: string, text: string): number {
  if (/^\d{1,5}(\.\d+)?$/.test(text)) return Number(text)
  throw new Misunderstood(`${option} ${text}: a number of seconds was expected.`)
}

/** `order=2 email=3` as numbers by name. */
export function numbersByName<Name extends string>(
  pairs: readonly string[] | undefined,
  knows: (name: string) => name is Name,
): Partial<Record<Name, number>> {
  const known: Partial<Record<Name, number>> = {}
  for (const pair of pairs ?? []) {
    const [name = '', value = ''] = pair.split('=')
    if (!knows(name) || !/^[1-9]\d{0,4}$/.test(value))
      throw new Misunderstood(`${pair}: expected a name and a number, as in order=2.`)
    known[name] = Number(value)
  }
  return known
}

/** A file that is there. */
export function existingFile(option: string, file: string): string {
  if (existsSync(file)) return file
  throw new Misunderstood(`${option} ${file}: there is no such file.`)
}

/** The id of an order. */
export function orderId(text: string): string {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text.toLowerCase()
  throw new Misunderstood(`${text}: an order's id is a whole UUID.`)
}

/** The name of a stack to start. */
export function stackNamed(name: string): string {
  if (/^[\w-]{1,40}$/.test(name)) return name
  throw new Misunderstood(`--stack ${name}: letters, digits, - and _ only.`)
}

/** The folder of a stack that runs, given by that or by name. */
export const folderOfStack = (given?: string): string => (given?.includes('/') ? given : stackFolder(given))
