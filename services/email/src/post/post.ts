import type { Ending } from '../correspondence.ts'
import type { Mail } from '../letter.ts'

/** What came of handing a letter in. `later`: it surely did not go out, and may be handed in again. */
export type Delivery = Ending | { readonly status: 'later'; readonly inMilliseconds: number }

/** Takes letters. Never rejects: what is not known is `unknown`. */
export interface Post {
  deliver(mail: Mail): Promise<Delivery>
  close(): void
}
