import { HttpProblem } from '@saga-shop/runtime'
import { isBrokenCircuitError, isBulkheadRejectedError, isTaskCancelledError } from 'cockatiel'
import type { Missing } from '../api.ts'

/** Why a service gave no answer that can be used. Where an answer without it is none, it is the problem to answer with. */
export class NoAnswer extends HttpProblem {
  readonly service: string
  readonly because: Missing['because']

  constructor(service: string, because: Missing['because'], message: string) {
    super(503, `${service}-${because}`, message, 1)
    this.service = service
    this.because = because
  }
}

/** As a part of an answer: missing, and why. */
export const missing = ({ service, because, message }: NoAnswer): Missing => ({ missing: message, service, because })

/** Whatever went wrong on the way to a service, in our words. */
export function toNoAnswer(service: string, error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error
  if (isBulkheadRejectedError(error))
    return new NoAnswer(service, 'crowded', `Too many questions are on their way to ${service}.`)
  if (isBrokenCircuitError(error))
    return new NoAnswer(service, 'resting', `${service} has not answered lately, and is asked again in a moment.`)
  if (isTaskCancelledError(error) || isTimeout(error))
    return new NoAnswer(service, 'late', `${service} did not answer in time.`)
  return new NoAnswer(service, 'unreachable', `${service} cannot be reached.`)
}

const isTimeout = (error: unknown) =>
  error instanceof Error && ('code' in error ? /TIMEOUT/.test(String(error.code)) : error.name === 'TimeoutError')
