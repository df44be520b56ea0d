import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'

test('without options the whole shop is meant', () => {
  expect(readCommandLine([])).toEqual({ instances: {}, ports: {}, storefront: true, bench: false })
})

test('instances and ports are numbers by name', () => {
  const options = readCommandLine(['--instances', 'order=2', '--instances', 'email=3', '--port', 'kafka=9092'])
  expect(options).toMatchObject({ instances: { order: 2, email: 3 }, ports: { kafka: 9092 } })
})

test.each([
  ['--instances', 'kitchen=2'],
  ['--instances', 'order=0'],
  ['--port', 'kafka'],
  ['--stack', '../escape'],
  ['--stak', 'x'],
])('%s %s is refused with a hint', (...words) => {
  expect(() => readCommandLine(words)).toThrow(/expected|only|Unknown/)
})
