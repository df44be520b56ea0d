import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** The fixture's command, as somebody would type it. */
function command(...words: string[]) {
  const fixture = join(import.meta.dirname, 'command.fixture.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [fixture, ...words], { encoding: 'utf8' })
  return { code: status, said: stdout, told: stderr }
}

test('the exit code is what the command answers', () => {
  expect(command('work')).toEqual({ code: 0, said: 'later\n', told: '' })
  expect(command('find', 'something')).toEqual({ code: 1, said: 'later\n', told: '' })
})

test('help is given whatever else is asked for', () => {
  expect(command('work', '--what', '--help')).toEqual({ code: 0, said: 'how it is used\n', told: '' })
})

test('words that make no sense are told with the usage, and end with 64', () => {
  const { code, said, told } = command('--what')
  expect({ code, said }).toEqual({ code: 64, said: '' })
  expect(told).toMatch(/^✗ Unknown option '--what'.*\n\nhow it is used\n$/s)
})

test('a problem is one line, and what goes on comes to its end', () => {
  expect(command('meet', 'a', 'problem')).toEqual({ code: 2, said: 'later\n', told: '✗ the shop is closed\n' })
})

test('what nobody foresaw is told with its causes, and ends at once', () => {
  const { code, said, told } = command('break')
  expect({ code, said }).toEqual({ code: 2, said: '' })
  expect(told).toMatch(/^✗ Error: a bug\n +at .*cause.*nobody knows/s)
})
