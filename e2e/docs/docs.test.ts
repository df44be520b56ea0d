import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { announcedBy, heardBy, services } from '@saga-shop/contracts'
import { describe, expect, test } from 'vitest'
import { invariants } from '../judge/invariants/all.ts'
import { type Link, type Page, pages, read, root } from './pages.ts'

const inRoot = (path: string) => join(root, path)
const exists = (path: string) => existsSync(inRoot(path))
const isInside = ({ target }: Link) => !/^[a-z]+:/.test(target)

/** The file that a link on a page leads to, and the heading in it. */
function destination(page: Page, { target }: Link) {
  const [path = '', anchor] = target.split('#')
  return { path: path === '' ? page.path : normalize(join(dirname(page.path), path)), anchor }
}

const anchorsOf = (path: string) => read(path, readFileSync(inRoot(path), 'utf8')).headings.map(({ anchor }) => anchor)

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_, page) => {
  test('links to what is there', () => {
    const broken = page.links.filter(isInside).filter((link) => {
      const { path, anchor } = destination(page, link)
      return !exists(path) || (anchor !== undefined && !anchorsOf(path).includes(anchor))
    })
    expect(broken).toEqual([])
  })

  test('names functions that the linked file has', () => {
    const missing = page.links.filter(isInside).flatMap((link) => {
      const { path } = destination(page, link)
      const names = [...link.text.matchAll(/`([A-Za-z]\w*)`/g)].map(([, name = '']) => name)
      if (!exists(path) || statSync(inRoot(path)).isDirectory()) return []
      const text = readFileSync(inRoot(path), 'utf8')
      return names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)).map((name) => `${path} has no ${name}`)
    })
    expect(missing).toEqual([])
  })

  test('mentions files that exist', () => {
    expect(
      page.spans.filter(isPath).filter((path) => !exists(path) && !exists(join(dirname(page.path), path))),
    ).toEqual([])
  })

  test('mentions commands that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
    const commands = [...page.text.matchAll(/npm (?:run ([\w:-]+)|(test|start)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    )
    expect(commands.filter((command) => !(command in scripts))).toEqual([])
  })

  test('has no leftovers of a merge', () => {
    expect(page.text).not.toMatch(/^(?:<{7}|={7}$|>{7})/m)
  })

  test('quotes tests by their names', () => {
    const quoted = page.spans.filter((span) =>
      /^(?!npm |docker )(?:[\p{Letter}’'-]+,? ){5,}[\p{Letter}’'-]+$/u.test(span),
    )
    const linked = page.links.filter(isInside).map((link) => destination(page, link).path)
    const texts = linked.filter((path) => path.endsWith('.test.ts') && exists(path)).map(readText)
    expect(quoted.filter((name) => !texts.some((text) => text.includes(name)))).toEqual([])
  })
})

const readText = (path: string) => readFileSync(inRoot(path), 'utf8')

/** Whether code looks like a file of the repository, or of the folder that its page is in. */
const isPath = (code: string) =>
  /^(packages|services|infra|e2e|docs|patches|src|migrations|test|\.ci)\/[\w./@-]+$/.test(code)

describe('a page about a pattern', () => {
  const patterns = pages.filter(({ path }) => /^docs\/patterns\/(?!README)/.test(path))
  const parts = ['The wrong way', 'Our way', 'The test that attacks it', 'When not to use it']

  test('is there at all', () => expect(patterns.length).toBeGreaterThan(10))

  test.each(patterns.map((page) => [basename(page.path), page] as const))(
    '%s begins with the problem, and has all its parts',
    (_, { text, headings }) => {
      expect(headings.filter(({ level }) => level === 2).map(({ text }) => text)).toEqual(parts)
      expect(text).toMatch(/^# [^\n]+\n\n[A-Z][^\n]+[.]\n\n## /)
    },
  )

  test.each(patterns.map((page) => [basename(page.path), page] as const))('%s links the test', (_, { text }) => {
    const attack = text.slice(text.indexOf('## The test that attacks it'), text.indexOf('## When not to use it'))
    expect(attack).toMatch(/\]\([^)]+\.test\.ts\)/)
  })

  test.each(patterns.map(({ path }) => basename(path)))('%s is in the index', (name) => {
    const index = pages.find(({ path }) => path === 'docs/patterns/README.md')
    expect(index?.links.map(({ target }) => target)).toContain(name)
  })
})

describe('a decision', () => {
  const decisions = pages.filter(({ path }) => /^docs\/decisions\/\d{4}-/.test(path))

  test.each(decisions.map((page) => [basename(page.path), page] as const))(
    '%s has a status, a context, the decision and its consequences',
    (_, { text, headings }) => {
      expect(text).toMatch(/^# \d+\. [^\n]+\n\nStatus: /)
      expect(headings.slice(1).map(({ text }) => text)).toEqual(['Context', 'Decision', 'Consequences'])
    },
  )

  test('is in the index, and has the next number', () => {
    const index = pages.find(({ path }) => path === 'docs/decisions/README.md')
    expect(index?.links.map(({ target }) => target)).toEqual(decisions.map(({ path }) => basename(path)).sort())
    expect(decisions.map(({ path }) => Number(basename(path).slice(0, 4))).sort((a, b) => a - b)).toEqual(
      decisions.map((_, index) => index + 1),
    )
  })
})

test('README shows promises that the judge looks at', () => {
  const text = readText('README.md')
  const shown = [...text.matchAll(/^ ✓ (.+?) +\d+$/gm)].map(([, promise]) => promise)
  expect(shown).not.toEqual([])
  expect(
    Object.values(invariants)
      .flat()
      .map(({ name }) => name),
  ).toEqual(expect.arrayContaining(shown))
})

test.each(services)('the page of %s names every event that it listens to and announces', (service) => {
  const text = readText(`services/${service}/README.md`)
  const namesIn = (line: RegExp) => text.match(line)?.[0].match(/\w+/g)
  expect(namesIn(/^\*\*Listens to\*\*.*$/m)).toEqual(expect.arrayContaining(heardBy(service).map(({ type }) => type)))
  expect(namesIn(/^\*\*Announces\*\*.*$/m)).toEqual(
    expect.arrayContaining(announcedBy(service).map(({ type }) => type)),
  )
})

test.each(services)('README says what %s announces', (service) => {
  const row = readText('README.md').match(new RegExp(`^\\| \\[${service}\\].*$`, 'm'))?.[0] ?? ''
  const [, , , , announces = ''] = row.split('|')
  const said = announces.trim() === 'nothing' ? [] : announces.trim().split(', ')
  expect(said.toSorted()).toEqual(
    announcedBy(service)
      .map(({ type }) => type)
      .toSorted(),
  )
})
