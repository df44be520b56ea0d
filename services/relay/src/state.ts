/** How a source is doing. Only `streaming` is ready. */
export type State =
  | { readonly name: 'starting' }
  /** Another relay follows the slot. */
  | { readonly name: 'waiting'; readonly reason: string }
  | { readonly name: 'streaming' }
  /** Something is out of reach; it is tried again. */
  | { readonly name: 'retrying'; readonly reason: string }
  /** A person must look. */
  | { readonly name: 'halted'; readonly reason: string }
  | { readonly name: 'stopped' }
