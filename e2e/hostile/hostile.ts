import type { StackView } from '@saga-shop/local'
import { attackConsumers } from './events/attack-consumers.ts'
import { attackShop } from './http/attack-shop.ts'
import { forgedLines } from './logs.ts'
import { stillWell } from './still-well.ts'

export interface Options {
  readonly requests: number
  readonly payloads: number
  readonly seed: number
  readonly tell: (line: string) => void
}

// Parking a record takes about a millisecond on a small machine; there are five consumers.
const patienceFor = (payloads: number) => 60 + payloads / 50

/** Attacks a shop in every way, and gives what was found wrong in sentences, with the figures. */
export async function beHostile(stack: StackView, { requests, payloads, seed, tell }: Options) {
  const http = requests > 0 ? await attackShop(stack, { requests, seed, tell }) : {}
  const patience = patienceFor(payloads)
  const events = payloads > 0 ? await attackConsumers(stack, { payloads, seed, patience, tell }) : {}
  const found = [
    ...Object.entries(http).flatMap(([name, { breaches }]) => breaches.map((breach) => `${name}: ${breach}`)),
    ...Object.entries(events).flatMap(([name, { lost }]) => (lost === 0 ? [] : [`${name} lost ${lost} records`])),
    ...(await stillWell(stack)),
    ...(await forgedLines(stack)),
  ]
  return { found, http, events }
}
