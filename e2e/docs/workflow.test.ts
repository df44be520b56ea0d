import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pages, root } from './pages.ts'

const folder = join(root, '.github/workflows')
const workflow = readFileSync(join(folder, 'ci.yml'), 'utf8')
const readme = pages.find(({ path }) => path === 'README.md')
const told = (readme?.fences ?? [])
  .filter(({ info }) => /^sh( run)?$/.test(info))
  .flatMap(({ text }) => text.trim().split('\n'))

test.each([/^npm run demo -- /, /^npm test$/])('the workflow types %s as README does', (command) => {
  const lines = told.filter((line) => command.test(line))
  expect(lines).not.toEqual([])
  for (const line of lines) expect(workflow).toContain(`run: ${line}\n`)
})

test.each(readdirSync(folder))('%s types commands that package.json has', (name) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const text = readFileSync(join(folder, name), 'utf8')
  const typed = [...text.matchAll(/run: npm (?:run )?([\w:-]+)/g)].map(([, script]) => script)
  expect(typed).not.toEqual([])
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(typed))
})

test('the workflow does it on both architectures', () => {
  expect(workflow).toMatch(/machine: \[ubuntu-[\d.]+, ubuntu-[\d.]+-arm\]/)
})
