import { runCommand, say, tell } from '@saga-shop/local'
import { readCommandLine, type TrailsOptions, usage } from './options.ts'
import { checkTrails } from './trails.ts'

// Wrong trails to tell of one by one.
const most = 20

await runCommand({ usage, read: readCommandLine, run, failed: 1 })

async function run(options: TrailsOptions): Promise<number> {
  const trails = await checkTrails(options, tell)
  say(JSON.stringify(trails, null, 2))
  const { live, fromKafka, seconds } = trails
  const wrong = [...live.wrong, ...fromKafka.wrong]
  tellWrong(wrong)
  const good = wrong.length === 0
  tell(
    `${good ? '✓' : '✗'} ${live.orders} orders: ${live.events} events and ${live.hops} hops shown, ` +
      `${good ? 'none missing, none twice, none invented' : `${wrong.length} wrong`}; ${seconds} s for all trails`,
  )
  return good ? 0 : 1
}

function tellWrong(wrong: readonly string[]) {
  for (const sentence of wrong.slice(0, most)) tell(`✗ ${sentence}`)
  if (wrong.length > most) tell(`✗ and ${wrong.length - most} more`)
}
