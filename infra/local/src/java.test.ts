import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findJava } from './java.ts'

test('a machine without Java is told so', () => {
  expect(() => findJava('/no/such/java')).toThrow('Java is missing')
})

test('a Java that is too old is told apart from one that is not', () => {
  expect(() => findJava(javaSaying('openjdk version "11.0.2" 2019-01-15'))).toThrow('Java 11.0.2 is too old')
  expect(findJava(javaSaying('openjdk version "21.0.1" 2023-10-17 (build 21.0.1+12)')).version).toBe('21.0.1+12')
})

const folder = mkdtempSync(join(tmpdir(), 'saga-shop-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function javaSaying(line: string): string {
  const command = join(folder, 'java')
  writeFileSync(command, `#!/bin/sh\necho '${line}' >&2\n`, { mode: 0o755 })
  return command
}
