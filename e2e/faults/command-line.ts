import { existingFile, Misunderstood, parseWords, stackNamed, wholeNumber } from '@saga-shop/local'
import { kinds } from './kinds/all.ts'

export const usage = `Lets everything go wrong in a running shop, one fault after the other, and has it judged.

  npm run faults -- [options]

  --faults <n>       how many faults (30)
  --seed <n>         decides which, where, when and for how long (1)
  --minutes <n>      begin no new fault after so long
  --longest <n>      no fault lasts longer than so many seconds (60)
  --only <kind,...>  only these kinds
  --rate <n>         orders per second meanwhile (4)
  --schedule <file>  do what a schedule.json or shortest.json says, instead of asking the seed
  --patience <n>     how many seconds the shop may take to recover (60)
  --shrink <n>       when it fails, look so many minutes for a shorter schedule that fails (10; 0: don't)
  --stack <name>     which stack: two with different names run side by side (faults)
  --plan             only print the schedule
  --json             print the outcome as JSON; everything else goes to stderr
  --help

Kinds: ${kinds.map(({ name }) => name).join(', ')}

Exit code: 0 all promises kept, 1 one was broken or recovering took too long, 2 it could not be tried, 64 the command line makes no sense, 130 interrupted.
What happened is kept in .local/faults, a folder for each run.`

export interface FaultOptions {
  readonly faults: number
  readonly seed: number
  readonly minutes: number
  readonly longest: number
  readonly only: readonly string[] | undefined
  readonly rate: number
  readonly schedule: string | undefined
  readonly patience: number
  readonly shrink: number
  readonly name: string
  readonly plan: boolean
  readonly json: boolean
}

const options = {
  faults: { type: 'string', default: '30' },
  seed: { type: 'string', default: '1' },
  minutes: { type: 'string', default: '600' },
  longest: { type: 'string', default: '60' },
  only: { type: 'string' },
  rate: { type: 'string', default: '4' },
  schedule: { type: 'string' },
  patience: { type: 'string', default: '60' },
  shrink: { type: 'string', default: '10' },
  stack: { type: 'string', default: 'faults' },
  plan: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** What the command line asks for. */
export function readCommandLine(words: readonly string[]): FaultOptions {
  const { only, stack, plan, json, schedule, ...numbers } = parseWords(words, { options }, usage).values
  return {
    name: stackNamed(stack),
    faults: wholeNumber('--faults', numbers.faults, 1, 10_000),
    seed: wholeNumber('--seed', numbers.seed, 0, 2 ** 32 - 1),
    minutes: wholeNumber('--minutes', numbers.minutes, 1, 600),
    longest: wholeNumber('--longest', numbers.longest, 1, 60),
    rate: wholeNumber('--rate', numbers.rate, 1, 100),
    patience: wholeNumber('--patience', numbers.patience, 10, 600),
    shrink: wholeNumber('--shrink', numbers.shrink, 0, 600),
    only: only?.split(',').map(known),
    schedule: schedule && existingFile('--schedule', schedule),
    plan,
    json,
  }
}

function known(name: string): string {
  if (kinds.some((kind) => kind.name === name.trim())) return name.trim()
  throw new Misunderstood(
    `--only ${name}: there is no such kind. There are ${kinds.map((kind) => kind.name).join(', ')}.`,
  )
}
