import { parseWords, runCommand, say, wholeNumber } from '@saga-shop/local'
import pg from 'pg'
import type { Bench } from './bench.ts'
import { drain, warmUp } from './drain.ts'
import { killRepeatedly } from './kills.ts'
import { measureLatency } from './latency.ts'
import { commit, machine } from './machine.ts'
import { verify } from './reader.ts'
import { startRelay } from './relay-process.ts'
import { openStage } from './stage.ts'

const usage = `usage: npm run bench:relay -- [--rows 300000] [--seconds 10] [--kills 5]

Measures the relay against a Postgres and a Kafka of its own: drains a backlog of --rows outbox rows (100 in each
transaction, 248 bytes of payload), then the way from commit to consumer at 500 events/s for --seconds, then kills it
--kills times with -9 under 2,000 rows/s. Checks each byte of each event. Progress on stderr, one JSON object on stdout.`

const options = {
  rows: { type: 'string', default: '300000' },
  seconds: { type: 'string', default: '10' },
  kills: { type: 'string', default: '5' },
} as const

interface Amounts {
  readonly rows: number
  readonly seconds: number
  readonly kills: number
}

const most = 99_999_999

await runCommand({ usage, read, run })

function read(words: readonly string[]): Amounts {
  const { rows, seconds, kills } = parseWords(words, { options }, usage).values
  return {
    rows: wholeNumber('--rows', rows, 1, most),
    seconds: wholeNumber('--seconds', seconds, 1, most),
    kills: wholeNumber('--kills', kills, 0, most),
  }
}

async function run(amounts: Amounts): Promise<number> {
  const stage = await openStage()
  const owner = new pg.Client(stage.urls.owner)
  const admin = new pg.Client(stage.urls.admin)
  try {
    await Promise.all([owner.connect(), admin.connect()])
    const result = await measure({ ...stage, owner, admin }, amounts)
    say(JSON.stringify({ ...result, machine: machine(), commit: commit() }, undefined, 2))
    return result.lost + result.duplicates + result.outOfOrder === 0 ? 0 : 1
  } finally {
    await Promise.all([owner.end(), admin.end()])
    await stage.close()
  }
}

async function measure(bench: Bench, { rows, seconds, kills }: Amounts) {
  let announced = await warmUp(bench)
  const drained = await drain(bench, announced, rows)
  announced += rows
  const relay = await startRelay(bench)
  const latency = await measureLatency(bench, announced, seconds)
  announced = latency.announced
  await relay.stop()
  announced = await killRepeatedly(bench, announced, kills)
  console.error('checking every byte of every event')
  const verdict = await verify(bench.client, announced)
  return { ...drained, commitToConsumerMs: latency.milliseconds, ...verdict, events: announced, kills }
}
