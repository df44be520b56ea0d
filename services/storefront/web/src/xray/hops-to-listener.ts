import type { Trail } from '../../../src/api.ts'
import { count } from '../story/words.ts'
import { atOnce, type Hop, never, took } from './hop.ts'
import { clockOf, momentOf } from './moments.ts'

type TrailEvent = Trail['events'][number]
type Hearing = TrailEvent['hearings'][number]

/** From Kafka into a listener. */
export function hopsToListener(trail: Trail, event: TrailEvent, hearing: Hearing): Hop[] {
  const { service, verdict, at, committedAt, ledTo, repeats } = hearing
  const clock = clockOf(trail, service)
  const [record] = event.records
  const heard = at ? clock(at) : undefined
  const led = ledTo.flatMap((id) => trail.events.find((one) => one.id === id)?.type ?? [])
  return [
    {
      name: `${service} heard it`,
      detail: verdictInWords(hearing),
      ...took(record && momentOf(record.at), heard, unheard(hearing)),
    },
    ...(verdict === 'applied' && at
      ? [
          {
            name: 'its transaction',
            detail: 'inbox, position and state together',
            ...took(heard, committedAt ? clock(committedAt) : undefined, `${service} does not keep when it committed`),
          },
        ]
      : []),
    ...(repeats > 0
      ? [
          {
            name: 'again',
            detail: `${count(repeats, 'repeat')}, dropped by the inbox`,
            ...never('what is dropped is not written down'),
          },
        ]
      : []),
    ...(led.length > 0 ? [{ name: 'led to', detail: `${led.join(', ')}, in the same commit`, ...atOnce }] : []),
  ]
}

const unheard = ({ service, verdict, at }: Hearing) => {
  if (at) return 'its record is not known'
  return verdict === 'on-its-way' ? 'it has not been read yet' : `${service} does not say`
}

const verdicts: Readonly<Record<Hearing['verdict'], string>> = {
  applied: 'inbox: applied, the first time',
  early: 'early: it waits until what it is about is there',
  parked: 'parked: a person must look',
  behind: 'waits behind a parked one',
  discarded: 'a person gave it up',
  'on-its-way': 'not read yet',
  unknown: 'it does not say',
}

export function verdictInWords({ verdict, parked }: Hearing): string {
  return parked?.reason ? `${verdicts[verdict]}: ${parked.reason}` : verdicts[verdict]
}
