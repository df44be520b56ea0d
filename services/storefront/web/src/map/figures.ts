import type { MapService } from '../../../src/api.ts'
import { duration } from '../story/words.ts'

type Figures = MapService | undefined

/** What is said in the box of a service that announces: its rate, and how old the oldest row is that the relay has not carried; a question mark while the relay does not say. */
export function announcerWords(service: Figures): string {
  if (!service) return ''
  const rate = service.announcedPerSecond
  const age = service.outboxAgeSeconds
  const words = [
    rate === null ? '' : `${rateOf(rate)}`,
    age === null ? 'outbox ?' : age < 0.001 ? 'outbox empty' : `outbox ${duration(age * 1_000)}`,
  ]
  return words.filter(Boolean).join(' · ')
}

/** What is said in the box of a service that listens: how much it has not heard, and what waits there for a person. */
export function listenerWords(service: Figures): string {
  if (!service) return ''
  const words = [
    service.lag === null ? '' : `lag ${service.lag}`,
    service.parked ? `${service.parked} parked` : '',
    service.overdue ? `${service.overdue} overdue` : '',
    service.parked || service.overdue || service.heardPerSecond === null ? '' : rateOf(service.heardPerSecond),
  ]
  return words.filter(Boolean).join(' · ')
}

/** Why a service does not work, in two words; nothing when it does. */
export function troubleOf(service: Figures): string | undefined {
  if (!service || service.ready) return undefined
  return service.missing ? 'does not answer' : 'not ready'
}

const rateOf = (rate: number) => `${rate > 0 && rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`
