import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readEnvironment } from './config.ts'

const schema = {
  type: 'object',
  required: ['DATABASE_URL'],
  properties: { DATABASE_URL: { type: 'string', pattern: '^postgres:' }, PORT: { type: 'integer', default: 3000 } },
}

test('a setting may stand in a file, whose last line end does not belong to it', () => {
  given({ DATABASE_URL_FILE: fileWith('postgres://order:secret@there/order\n') })
  expect(readEnvironment(schema)).toMatchObject({ DATABASE_URL: 'postgres://order:secret@there/order', PORT: 3000 })
})

test('what stands in a file is read as what stands in the environment: a number may', () => {
  given({ DATABASE_URL: 'postgres://there/order', PORT_FILE: fileWith('4002') })
  expect(readEnvironment(schema)).toMatchObject({ PORT: 4002 })
})

test('a file that cannot be read is named with its variable', () => {
  given({ DATABASE_URL_FILE: '/nowhere/database-url' })
  expect(() => readEnvironment(schema)).toThrow(/^DATABASE_URL_FILE: .*\/nowhere\/database-url/)
})

test('a setting that is given twice is refused, and neither value is shown', () => {
  given({ DATABASE_URL: 'postgres://one', DATABASE_URL_FILE: fileWith('postgres://other') })
  expect(() => readEnvironment(schema)).toThrow('DATABASE_URL_FILE: DATABASE_URL is given as well')
})

test('a broken value in a file names the setting and does not show the value', () => {
  given({ DATABASE_URL_FILE: fileWith('secret') })
  expect(() => readEnvironment(schema)).toThrow(/^env\/DATABASE_URL must match pattern "\^postgres:"$/)
})

function given(variables: Record<string, string>) {
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  for (const name of ['DATABASE_URL', 'DATABASE_URL_FILE', 'PORT', 'PORT_FILE']) vi.stubEnv(name, variables[name])
}

function fileWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-environment-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'setting')
  writeFileSync(file, content)
  return file
}
