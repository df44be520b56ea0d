import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { choosePorts, freePort } from './ports.ts'

test('a wanted port that is taken is named', async () => {
  const port = await freePort()
  const squatter = createServer().listen(port, '127.0.0.1')
  await once(squatter, 'listening')
  await expect(choosePorts(['kafka'], { kafka: port }, false)).rejects.toThrow(`Port ${port} for kafka is taken`)
  squatter.close()
})

test('two stacks get different ports', async () => {
  const [one, other] = await Promise.all([
    choosePorts(['kafka', 'order'], {}, false),
    choosePorts(['kafka', 'order'], {}, false),
  ])
  expect(new Set([...one.values(), ...other.values()]).size).toBe(4)
})

test('two processes that choose at once get different ports', async () => {
  const ours = await Promise.all(Array.from({ length: 250 }, freePort))
  const choose = `import { freePort } from '${import.meta.dirname}/ports.ts'
    console.log((await Promise.all(Array.from({ length: 250 }, freePort))).join(' '))`
  const theirs = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', choose], { encoding: 'utf8' })
  expect(new Set([...ours, ...theirs.trim().split(' ').map(Number)]).size).toBe(500)
})
