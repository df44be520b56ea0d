import { readSettings } from './config.ts'
import { connectWorkerAt } from './connect-worker.ts'
import { register } from './register.ts'

const usage = `Registers with Kafka Connect the connectors by which Debezium carries the outboxes, and waits until they run.
It may run again at any time: what stands as it should is left alone.

Settings, from the environment:
  CONNECT_URL  where a worker of Kafka Connect answers, as http://relay:8083
`

const say = (line: string) => void process.stdout.write(`${line}\n`)

try {
  if (process.argv.includes('--help')) say(usage)
  else await register(connectWorkerAt(readSettings().CONNECT_URL), say)
} catch (error) {
  process.stderr.write(`connectors: ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
