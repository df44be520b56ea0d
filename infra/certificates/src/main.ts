import { setTimeout as sleep } from 'node:timers/promises'
import { readSettings, type Settings } from './config.ts'
import { authorityOf, supply } from './folder.ts'
import { holdersIn } from './holders.ts'

const usage = `Makes a certificate for each process, signed by an authority of the shop's own, and renews it in good time.

  node infra/certificates/src/main.ts                   what is missing or due, then ends; a second run changes nothing
  node infra/certificates/src/main.ts stay              the same, and again every minute, until it is told to stop
  node infra/certificates/src/main.ts renew [name …]    at once, for these or for everybody

Settings: CERTIFICATES_FOLDER (/certificates), HOLDERS (as 'order:2002 kafka:1000:kafka-1': name, user, further hosts),
CERTIFICATE_DAYS (30; renewed when two thirds are over).
Exit code: 0 done, 1 not done, 64 a mistake in the command line.`

const every = 60_000
const say = (line: string) => process.stdout.write(`${line}\n`)
const [word = 'make', ...names] = process.argv.slice(2)

if (word === 'make') await make(readSettings())
else if (word === 'renew') await make(readSettings(), (name) => names.length === 0 || names.includes(name))
else if (word === 'stay') await stay(readSettings())
else {
  say(usage)
  process.exitCode = word === '--help' ? 0 : 64
}

async function make(
  { CERTIFICATES_FOLDER: folder, HOLDERS, CERTIFICATE_DAYS: days }: Settings,
  anyway = (_: string) => false,
) {
  const holders = holdersIn(HOLDERS)
  const stranger = names.find((name) => !holders.some((holder) => holder.name === name))
  if (stranger) throw new Error(`nobody is called ${stranger}: ${holders.map(({ name }) => name).join(', ')}`)
  const authority = await authorityOf(folder)
  for (const holder of holders) {
    const reason = await supply(folder, authority, holder, { days, anyway: anyway(holder.name) })
    if (reason) say(`${holder.name}: a new certificate for ${days} days (${reason})`)
  }
}

async function stay(settings: Settings) {
  const stop = new AbortController()
  process.once('SIGTERM', () => stop.abort())
  process.once('SIGINT', () => stop.abort())
  while (!stop.signal.aborted) {
    await make(settings)
    await sleep(every, undefined, { signal: stop.signal }).catch(() => undefined)
  }
}
