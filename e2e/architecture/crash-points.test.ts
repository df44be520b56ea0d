import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crashPoints } from '@saga-shop/runtime/crash-point'
import { expect, test } from 'vitest'
import { isTest, sources } from './sources.ts'

const shipped = sources.filter((source) => !isTest(source) && !source.path.startsWith('e2e/'))
const placesOf = (name: string) =>
  shipped.filter(({ text }) => new RegExp(`crashPoint(, |\\()'${name}'`).test(text)).map(({ path }) => path)

test.each(Object.keys(crashPoints))('the crash point %s is somewhere in the code, once', (name) => {
  expect(placesOf(name)).toHaveLength(1)
})

const page = readFileSync(join(import.meta.dirname, '../../docs/patterns/exactly-once-effects.md'), 'utf8')

test.each(Object.entries(crashPoints))('the crash point %s is explained to readers', (name, { when }) => {
  expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\| .* \\| ${when.replace(/[()]/g, '\\$&')} \\|$`, 'm'))
})
