import {
  ConsecutiveBreaker,
  circuitBreaker,
  handleAll,
  isBrokenCircuitError,
  TimeoutStrategy,
  timeout,
} from 'cockatiel'

/** They are there and well, but not willing: asking the same again gets the same answer. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Whether what was asked is wrong in itself. */
  readonly forGood: boolean

  constructor(what: string, forGood = false) {
    super(what)
    this.forGood = forGood
  }
}

/** Not a word in time. */
export class Silence extends Error {
  override readonly name = 'Silence'
  /** False when they surely did not hear us: nobody was there, or we leave them alone for a while. */
  readonly asked: boolean

  constructor(cause: Error) {
    super(cause.message, { cause })
    this.asked = !(isBrokenCircuitError(cause) || ('code' in cause && notConnected.test(String(cause.code))))
  }
}

const notConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** A call that gives up on `signal`, and says when it `heard` something. */
export type Call = (signal: AbortSignal, heard: () => void) => Promise<void>

// After so many silent calls in a row nobody is called for a while, in milliseconds.
const silentInARow = 5
const pause = 1_000

/** Makes calls in time or not at all. Who answered something, be it no, is there: only silence opens the circuit. */
export function circuit(timeoutMilliseconds: number): (call: Call) => Promise<void> {
  const limit = timeout(timeoutMilliseconds, TimeoutStrategy.Aggressive)
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: pause, breaker: new ConsecutiveBreaker(silentInARow) })

  return async (call) => {
    let heard = false
    const markHeard = () => {
      heard = true
    }
    const fault = await breaker
      .execute(() => limit.execute(({ signal }) => call(signal, markHeard)).catch(unlessSilent))
      .catch(silence)
    if (fault) throw fault

    function unlessSilent(error: Error) {
      if (heard || error instanceof Refused) return error
      throw error
    }
  }
}

function silence(error: Error): never {
  throw new Silence(error)
}
