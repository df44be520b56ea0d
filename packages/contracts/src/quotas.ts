import { events } from './events.gen.ts'
import { announcedBy, heardBy, services } from './listeners.ts'
import { judge, storefront } from './permissions.ts'

/** What a broker gives one Kafka user, all its connections together. Whoever asks for more waits; nobody is refused. */
export interface Quota {
  readonly user: string
  readonly produceBytesPerSecond: number
  readonly consumeBytesPerSecond: number
  /** Of the broker's threads: 100 is one of them, all the time. */
  readonly requestPercentage: number
}

/** What the shop is built for, and how much faster whoever was away may catch up. */
const ordersPerSecond = 1_200
const catchingUp = 2
/** With key and headers; most take two thirds of it. */
const bytesPerEvent = 1_024
const requestPercentage = 50

const stream = ordersPerSecond * catchingUp * bytesPerEvent

/** A share for each user, by what it announces and hears: every event of an order once, and dead letters beside them. */
export const quotas = (): readonly Quota[] => [
  ...services.map((service) => quotaOf(service, announcedBy(service).length, heardBy(service).length)),
  quotaOf(storefront, 0, events.length),
  quotaOf(judge, 0, events.length),
]

const quotaOf = (user: string, announced: number, heard: number): Quota => ({
  user,
  produceBytesPerSecond: (announced + 1) * stream,
  consumeBytesPerSecond: Math.max(1, heard) * stream,
  requestPercentage,
})
