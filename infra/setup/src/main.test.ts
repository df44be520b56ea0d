import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

const nobodyThere = {
  KAFKA_BROKERS: '127.0.0.1:9',
  KAFKA_USERNAME: 'admin',
  KAFKA_PASSWORD: 'secret',
  REGISTRY_URL: 'http://127.0.0.1:9',
  WAIT_SECONDS: '1',
}

test('a missing setting ends it, naming the variable', async () => {
  const { KAFKA_BROKERS, ...others } = nobodyThere
  expect(await run(others)).toMatchObject({ code: 1, errors: 'setup: settings: KAFKA_BROKERS is missing\n' })
})

test('a broken setting ends it, naming the variable', async () => {
  const ended = await run({ ...nobodyThere, TOPIC_PARTITIONS: 'six' })
  expect(ended).toMatchObject({ code: 1, errors: 'setup: settings: TOPIC_PARTITIONS must be integer\n' })
})

test('what is out of reach is waited for, and named in one line when time is up', async () => {
  const { code, errors, lines } = await run(nobodyThere)
  expect(code).toBe(1)
  expect(lines).toContain('waiting for Kafka at 127.0.0.1:9')
  expect(errors).toMatch(/^setup: (Kafka|the registry) at .*127.0.0.1:9 is out of reach after 1 s: .*\n$/)
  expect(errors).not.toContain('secret')
})

test('it explains itself', async () => {
  const { code, lines } = await run({}, '--help')
  expect(code).toBe(0)
  for (const name of Object.keys(nobodyThere)) expect(lines).toContain(name)
})

async function run(environment: Record<string, string>, ...options: string[]) {
  const job = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...options], { env: environment })
  const ended = new Promise<number | null>((resolve) => job.on('exit', resolve))
  const [lines, errors, code] = await Promise.all([text(job.stdout), text(job.stderr), ended])
  return { lines, errors, code }
}
