import type { ManagedProcess, Stack } from '@saga-shop/local'
import type { Breakable } from '@saga-shop/storefront/api'
import { poisonTopic, repeatLast } from './events.ts'
import { happens, title } from './words.ts'

/** Something that can be broken, and how. */
export interface Thing extends Omit<Breakable, 'broken'> {
  /** Processes that are meant to be down while it is broken. */
  readonly downs?: readonly string[]
  /** The process that is ended and started by doing it. */
  readonly touches?: string
  act(stack: Stack): Promise<void>
}

const group = (name: string): Breakable['group'] =>
  name === 'relay' || name === 'kafka' ? name : name === 'bank' || name === 'carrier' ? 'outside' : 'service'

const stop = (name: string): Thing[] => [
  {
    id: `stop-${name}`,
    group: group(name),
    title: `Stop ${title[name]} (kill -9)`,
    asks: `In the middle of whatever it does, ${title[name]} dies. What becomes of the orders that are under way?`,
    happens: happens[name] ?? '',
    undo: `start-${name}`,
    downs: [name],
    touches: name,
    act: async (stack) => void (await Promise.all(instancesOf(stack, name).map((one) => one.kill()))),
  },
  {
    id: `start-${name}`,
    group: group(name),
    title: `Start ${title[name]}`,
    asks: '',
    happens: 'It hears what it has missed.',
    undo: null,
    touches: name,
    act: async (stack) => void (await Promise.all(instancesOf(stack, name).map((one) => startAgain(one)))),
  },
]

const freeze = (process: string, name: string, what: string, then: string): Thing[] => [
  {
    id: `freeze-${name}`,
    group: group(name),
    title: `Cut ${what} (SIGSTOP)`,
    asks: 'Nobody says goodbye: connections stay open and nothing comes back. Who notices, and when?',
    happens: then,
    undo: `thaw-${name}`,
    act: async (stack) => stack.process(process).signal('SIGSTOP'),
  },
  {
    id: `thaw-${name}`,
    group: group(name),
    title: `Mend ${what}`,
    asks: '',
    happens: 'It goes on.',
    undo: null,
    act: async (stack) => stack.process(process).signal('SIGCONT'),
  },
]

const mood = (id: string, text: string, asks: string, then: string, env: Record<string, string>): Thing => ({
  id,
  group: 'outside',
  title: text,
  asks,
  happens: then,
  undo: 'mend-bank',
  touches: 'bank',
  act: (stack) => startAgain(stack.process('bank'), env),
})

/** All that can be broken on a stack of this machine. */
export const things: readonly Thing[] = [
  ...['basket', 'order', 'payment', 'shipping', 'email', 'relay', 'kafka', 'bank', 'carrier'].flatMap(stop),
  ...freeze(
    'postgres-order',
    'order',
    'order off from its database',
    'After eight seconds the connection counts as dead; order says that it is not ready, and tries again. Nothing is applied twice.',
  ),
  mood(
    'slow-bank',
    'Slow the bank down',
    'Every answer of the bank takes four seconds. What do customers notice?',
    'Orders stay validated for longer. Calls wait in a table and not in memory; the breaker gives the bank a rest.',
    { BANK_LATENCY_MS: '4000' },
  ),
  mood(
    'decline-all',
    'Let the bank decline everything',
    'No card is good any more. Where does the stock go, and who is told?',
    'Each order is cancelled, its units are back on the shelf, and a letter says why.',
    { BANK_DECLINES: 'true' },
  ),
  {
    id: 'mend-bank',
    group: 'outside',
    title: 'Mend the bank',
    asks: '',
    happens: 'It answers as ever.',
    undo: null,
    touches: 'bank',
    act: (stack) => startAgain(stack.process('bank')),
  },
  {
    id: 'repeat-events',
    group: 'events',
    title: 'Say the last hundred events again',
    asks: 'A hundred events stand on their topics a second time. Who is charged twice, who gets two letters?',
    happens: 'Nobody. Inboxes drop what they have heard; the counter of duplicates goes up.',
    undo: null,
    act: (stack) => repeatLast(stack, 100),
  },
  {
    id: 'poison-topic',
    group: 'events',
    title: 'Write nonsense to a topic',
    asks: 'Bytes that are no event stand in order.order-confirmed.v1. Do the orders behind it wait?',
    happens:
      'It is parked with its order, by each who listens; all others go on. Look at “Owed and parked”, and give it up there.',
    undo: null,
    act: poisonTopic,
  },
]

/** A process, and those that do the same: `order-2` is another `order`. */
const instancesOf = (stack: Stack, name: string) => stack.processes().filter((one) => isInstance(one.name, name))

export const isInstance = (process: string, name: string): boolean => process.replace(/-\d+$/, '') === name

/** Ends a process if it runs, and starts it again, as it is in this mood. */
async function startAgain(process: ManagedProcess, env?: Record<string, string>) {
  if (env || process.pid) await process.kill()
  await process.start(env)
  await process.ready()
}
