/** What the runtime keeps in a service's database. */
export interface Journal {
  readonly outbox: readonly OutboxRow[]
  readonly inbox: readonly string[]
  readonly positions: readonly Position[]
  readonly commands: readonly CommandRow[]
  readonly intents: readonly IntentRow[]
  readonly early: readonly EarlyRow[]
}

/** An announcement as its service wrote it down, in the order of writing. */
export interface OutboxRow {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly topic: string
  readonly digest: string
  readonly source: string
  readonly subject: string
  readonly correlationId: string
  readonly causationId: string
}

export interface Position {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

/** A request that was granted; `token` is the id of the first event it led to. */
export interface CommandRow {
  readonly id: string
  readonly token: string | undefined
}

export interface IntentRow {
  readonly kind: string
  readonly key: string
  readonly entityId: string
  readonly attempts: number
  /** Why it waits for a person, if it does. */
  readonly parked?: string | undefined
}

/** An event that came before what it is about, and waits for that. */
export interface EarlyRow {
  readonly eventId: string
  readonly entityId: string
}
