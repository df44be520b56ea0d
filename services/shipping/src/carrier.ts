import { setTimeout as sleep } from 'node:timers/promises'
import { type Calls, type DueIntent, type IntentKind, type Outside, type Report, Silence } from '@saga-shop/runtime'
import { BookParcel, HandOver, Recall, Track } from './calls.ts'
import { Booked, type Expected, HandedOver, History, nextStep, Recalled } from './carrier-answers.ts'

export interface CarrierSettings {
  readonly CARRIER_TIMEOUT_MS: number
  readonly TRACK_EVERY_MS: number
}

/** What we ask of the carrier, many parcels in one request. It knows a parcel by its order, and to ask again changes nothing. */
export function carrierCalls(carrier: Outside, settings: CarrierSettings): Calls<unknown, unknown>[] {
  const callsFor = askingThe(carrier, settings)
  return [
    callsFor(BookParcel, '/parcels', Booked, ({ trackingId }) => ({ trackingId })),
    callsFor(HandOver, '/handovers', HandedOver, ({ status }) => ({ left: status === 'in_transit' })),
    callsFor(Recall, '/recalls', Recalled, ({ status }) => ({ left: status !== 'recalled' })),
    callsFor(Track, '/track', History, ({ history }, { known }) => nextStep(history, known)),
  ]
}

// How long calls wait while the carrier does not answer at all, in milliseconds.
const pause = 1_000

type Keyed = { readonly key: string }

/** How one kind of question is put: where, what an answer looks like, and what it means; undefined means no news yet. */
const askingThe =
  (carrier: Outside, { CARRIER_TIMEOUT_MS, TRACK_EVERY_MS }: CarrierSettings) =>
  <Body extends object, Line extends Keyed, Result>(
    kind: IntentKind<Body, Result>,
    path: string,
    line: Expected<Line>,
    meaning: (line: Line, body: Body) => Result | undefined,
  ): Calls<Body, Result> => ({
    kind,
    lease: 3 * CARRIER_TIMEOUT_MS + pause,
    together: 500,
    make: async (intents, report) => {
      const tell = teller(intents, report, meaning, TRACK_EVERY_MS)
      try {
        await carrier.ask({
          path,
          list: 'parcels',
          items: intents.map(toItem),
          line,
          tell,
          refused: refuser(intents, report),
        })
      } catch (error) {
        if (error instanceof Silence) await letWait(intents, report)
        throw error
      }
    },
  })

const toItem = ({ entity, body }: DueIntent<object>) => ({ key: entity, orderId: entity, ...body })

/** Keeps its place in the queue: a backlog shall not go round in circles while the carrier is away. */
async function letWait(intents: readonly DueIntent[], report: Report<never>) {
  await sleep(pause)
  for (const intent of intents) report.later(intent, 0)
}

/** Reports what the carrier will never do: it is parked for a person. */
const refuser =
  (intents: readonly DueIntent[], report: Report<never>) =>
  (item: unknown, reason: string): void => {
    const intent = intents.find(({ entity }) => isAbout(item, entity))
    if (intent) report.refused(intent, reason)
  }

const isAbout = (item: unknown, order: string) =>
  typeof item === 'object' && item !== null && 'key' in item && item.key === order

/** Reports what a line means to the intent that it is about. */
function teller<Body, Line extends Keyed, Result>(
  intents: readonly DueIntent<Body>[],
  report: Report<Result>,
  meaning: (line: Line, body: Body) => Result | undefined,
  again: number,
) {
  const byOrder = new Map(intents.map((intent) => [intent.entity, intent]))
  return (line: Line) => {
    const intent = byOrder.get(line.key)
    const result = intent && meaning(line, intent.body)
    if (intent && result) report.answered(intent, result)
    else if (intent) report.later(intent, again)
  }
}
