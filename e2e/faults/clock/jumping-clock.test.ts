import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a clock jumps an hour ahead, back, an hour behind, and back', () => {
  const script = `
    import { setTimeout as sleep } from 'node:timers/promises'
    const seen = []
    for (let jump = 0; jump < 4; jump++) {
      const before = [Date.now(), new Date().getTime()]
      process.kill(process.pid, 'SIGUSR2')
      await sleep(50)
      seen.push([Date.now() - before[0], new Date() - before[1]].map((moved) => Math.round(moved / 3_600_000)))
    }
    console.log(JSON.stringify([seen, new Date(5).getTime(), new Date() instanceof Date]))`
  const clock = import.meta.resolve('./jumping-clock.ts')
  const { stdout } = spawnSync(process.execPath, ['--import', clock, '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  expect(JSON.parse(stdout)).toEqual([
    [
      [1, 1],
      [-1, -1],
      [-1, -1],
      [1, 1],
    ],
    5,
    true,
  ])
})
