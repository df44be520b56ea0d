import { readCommandLine, type TrailsOptions, usage } from './options.ts'
import { checkTrails } from './trails.ts'

const tell = (line: string) => void process.stderr.write(`${line}\n`)
const failed = (code: number) => (error: unknown) => {
  tell(`✗ ${error instanceof Error ? error.message : error}`)
  process.exitCode = code
}

// Wrong trails to tell of one by one.
const most = 20

async function run(options: TrailsOptions) {
  const { live, fromKafka, seconds } = await checkTrails(options, tell)
  process.stdout.write(`${JSON.stringify({ live, fromKafka, seconds }, null, 2)}\n`)
  const wrong = [...live.wrong, ...fromKafka.wrong]
  for (const sentence of wrong.slice(0, most)) tell(`✗ ${sentence}`)
  if (wrong.length > most) tell(`✗ and ${wrong.length - most} more`)
  tell(
    `${wrong.length === 0 ? '✓' : '✗'} ${live.orders} orders: ${live.events} events and ${live.hops} hops shown, ` +
      `${wrong.length === 0 ? 'none missing, none twice, none invented' : `${wrong.length} wrong`}; ${seconds} s for all trails`,
  )
  process.exitCode = wrong.length === 0 ? 0 : 1
}

try {
  const options = readCommandLine(process.argv.slice(2))
  if (options === 'help') process.stdout.write(`${usage}\n`)
  else await run(options).catch(failed(1))
} catch (error) {
  failed(64)(error)
}
