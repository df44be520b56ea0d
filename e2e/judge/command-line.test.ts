import { expect, test } from 'vitest'
import { readCommandLine, usage } from './command-line.ts'

test('without words the default shop is judged when it is quiet', () => {
  expect(readCommandLine([])).toMatchObject({
    wait: 10,
    watch: 0,
    mail: true,
    repeats: false,
    parked: false,
    json: false,
  })
})

test('a shop is named, or found by its folder', () => {
  expect(readCommandLine(['--stack', 'other'])).toMatchObject({
    where: { on: 'local', folder: expect.stringMatching(/stacks\/other$/) },
  })
  expect(readCommandLine(['--stack', './some/where'])).toMatchObject({
    where: { on: 'local', folder: './some/where' },
  })
  expect(readCommandLine(['--on', 'docker'])).toMatchObject({ where: { on: 'docker' } })
  expect(() => readCommandLine(['--on', 'the moon'])).toThrow('--on the moon: docker or local was expected.')
})

test.each([
  ['--wait', 'long'],
  ['--stak', 'x'],
  ['--wait', '-1'],
])('%s %s is refused in one line, with what there is', (...words) => {
  expect(() => readCommandLine(words)).toThrow(/--wait|--stak/)
})

test('its usage shows every option', () => {
  for (const option of ['--stack', '--wait', '--allow-repeats', '--allow-parked', '--watch', '--no-mail', '--json'])
    expect(usage).toContain(option)
})
