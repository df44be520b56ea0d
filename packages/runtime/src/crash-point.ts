const services = ['basket', 'order', 'payment', 'shipping', 'email']
const callers = ['payment', 'shipping', 'email']
const relay = ['relay']

/**
 * Every step between two of which a process can be killed on purpose, by who takes it. `CRASH_AT=<name>` does it the
 * first time that the process gets there, `CRASH_AT=<name>:<n>` the n-th. For faults and tests: nothing else sets it.
 */
export const crashPoints = {
  'batch-decided': { in: services, when: 'everything is decided and written, and not committed' },
  'commit-sent': {
    in: services,
    when: 'the commit is on its way to Postgres, and nobody knows whether it gets there',
  },
  'batch-committed': { in: services, when: 'the batch is committed, and nobody here knows' },
  'batch-heard': { in: services, when: 'positions are stored, and the Kafka client is not told yet to go on' },
  'offsets-resolved': {
    in: services,
    when: 'the Kafka client goes on, and its offsets are not committed to the group',
  },
  'partitions-assigned': { in: services, when: 'partitions are ours, and no record of them is heard yet' },
  'request-committed': { in: ['basket', 'order'], when: 'what was asked is done, and not answered' },
  'intents-claimed': { in: callers, when: 'calls are claimed, and not made' },
  'call-made': {
    in: ['payment', 'shipping'],
    when: 'the bank or the carrier begins to answer, and nothing of it is read',
  },
  'letter-handed-in': {
    in: ['email'],
    when: 'a letter’s text has left, and the mail server has not said whether it took it',
  },
  'outcome-known': { in: callers, when: 'the outcome is known (charged, booked, sent), and not committed' },
  'outcome-committed': { in: callers, when: 'the outcome is committed, and the worker does not know' },
  'calls-unknown': { in: ['payment'], when: 'calls ended without an outcome, and stay claimed' },
  'slot-taken': { in: relay, when: 'the slot is held, and the ends of the topics are not read yet' },
  'flight-sealed': { in: relay, when: 'events are ready to leave, and none has left' },
  'flight-sent': { in: relay, when: 'events are on their way to Kafka, and nothing is acknowledged' },
  'flight-acknowledged': { in: relay, when: 'Kafka has the events, and nothing is confirmed' },
  'flight-landed': { in: relay, when: 'the place is noted, Postgres is not told, and the next flight has not left' },
  'slot-confirmed': { in: relay, when: 'Postgres is told' },
  'tables-made': { in: ['migration'], when: 'the tables are there, and the relay’s slot is not' },
  'topics-made': { in: ['setup'], when: 'topics or permissions are there, and not all of both' },
} satisfies Record<string, { in: readonly string[]; when: string }>

export type CrashPoint = keyof typeof crashPoints

const isCrashPoint = (name: string): name is CrashPoint => Object.hasOwn(crashPoints, name)

/** The points that a process of the shop gets to. */
export const crashPointsOf = (process: string): CrashPoint[] =>
  Object.keys(crashPoints)
    .filter(isCrashPoint)
    .filter((name) => crashPoints[name].in.includes(process))

/** What `CRASH_AT` may say. */
export const crashAtPattern = `^(${Object.keys(crashPoints).join('|')})(:[1-9][0-9]{0,5})?$`

let armed: string | undefined
let left = 0

/** Called once with the setting `CRASH_AT`. */
export function armCrashPoint(setting: string | undefined) {
  const [name, times] = setting?.split(':') ?? []
  armed = name
  left = Number(times ?? 1)
}

/** Where this process kills itself, if it was told to: as kill -9 would, with nothing closed and nothing said. */
export function crashPoint(name: CrashPoint) {
  if (name === armed && --left === 0) process.kill(process.pid, 'SIGKILL')
}
