import { crashPoints } from '@saga-shop/runtime/crash-point'
import { expect, test } from 'vitest'
import { isTest, sources } from './sources.ts'

const shipped = sources.filter((source) => !isTest(source) && !source.path.startsWith('e2e/'))
const placesOf = (name: string) =>
  shipped.filter(({ text }) => new RegExp(`crashPoint(, |\\()'${name}'`).test(text)).map(({ path }) => path)

test.each(Object.keys(crashPoints))('the crash point %s is somewhere in the code, once', (name) => {
  expect(placesOf(name)).toHaveLength(1)
})
