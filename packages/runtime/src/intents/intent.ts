import type { Kind } from '../cause.ts'

/** A kind of outside call: to the bank, the carrier, the mail server. */
export interface IntentKind<Body, Outcome> {
  readonly name: string
  /** Heard when the call's outcome is known: reactions listen to it as to an event. */
  readonly answered: Kind<Outcome>
  /** An outside call we owe. `key` is its idempotency key: one per entity and purpose. */
  of(call: { key: string; entity: string; body: Body; inMilliseconds?: number }): Intent
}

/** An outside call that is owed. It is written down with the decision, and made after the commit. */
export interface Intent {
  readonly intent: string
  readonly key: string
  readonly entity: string
  readonly body: unknown
  readonly inMilliseconds: number
}

/** Declares a kind of outside call, e.g. `intent<Charge, ChargeOutcome>('charge-card')`. */
export const intent = <Body, Outcome>(name: string): IntentKind<Body, Outcome> => ({
  name,
  answered: { name: `${name}.answered` },
  of: ({ key, entity, body, inMilliseconds = 0 }) => ({ intent: name, key, entity, body, inMilliseconds }),
})
