import type { Service } from '@saga-shop/contracts'
import type { Certificates } from '@saga-shop/local'

/** What the judge must know of a shop to look at it; a stack of infra/local is one. */
export interface Shop {
  readonly kafka: {
    readonly brokers: readonly string[]
    readonly users: { readonly judge: { readonly username: string; readonly password: string } }
  }
  readonly registryUrl: string
  /** Files that say whom to trust and what to show, when everything speaks TLS. */
  readonly tls?: Certificates
  readonly postgres: Readonly<Record<Service, { url(role: 'judge'): string }>>
  /** Has the processes' logs in `logs`, if they are kept. */
  readonly folder?: string
  /** Base addresses of the bank, the carrier and the mail sink. */
  readonly urls: Readonly<Record<string, string>>
}
