import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { crashAtPattern, crashPoints } from './crash-point.ts'

/** A process that gets to one point five times, and counts how often. */
const countTo = (setting?: string) => {
  const script = `
    import { armCrashPoint, crashPoint } from ${JSON.stringify(import.meta.resolve('./crash-point.ts'))}
    import { writeSync } from 'node:fs'
    process.on('exit', () => writeSync(1, ' said goodbye'))
    armCrashPoint(${JSON.stringify(setting)})
    for (let time = 1; time <= 5; time++) {
      writeSync(1, String(time))
      crashPoint('batch-committed')
    }`
  const { signal, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  return [signal, stdout]
}

describe('a process told to kill itself at a point', () => {
  test('dies there, without a goodbye', () => expect(countTo('batch-committed')).toEqual(['SIGKILL', '1']))
  test('dies there the third time', () => expect(countTo('batch-committed:3')).toEqual(['SIGKILL', '123']))
  test('lives, when it never gets there', () => expect(countTo('outcome-known')).toEqual([null, '12345 said goodbye']))
  test('lives, when it is not told', () => expect(countTo()).toEqual([null, '12345 said goodbye']))
})

test.each(Object.keys(crashPoints))('%s is a setting, with and without a count', (name) => {
  expect([name, `${name}:1`, `${name}:250`]).toSatisfy((all: string[]) => all.every((one) => setting.test(one)))
})

test.each(['nowhere', 'batch-committed:0', 'batch-committed:', ' batch-committed'])('%j is no setting', (wrong) => {
  expect(wrong).not.toMatch(setting)
})

const setting = new RegExp(crashAtPattern)
