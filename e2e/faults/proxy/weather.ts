/**
 * How it is on the way between two processes.
 * - clear: everything passes
 * - cut: what is open is reset, who comes is sent away
 * - half-open: the far side is gone, and the near side is not told; it learns of it when it speaks after this has passed
 * - stalled: nothing passes, nothing is lost: it arrives later
 * - slow: every piece takes so long
 */
export type Weather =
  | { readonly is: 'clear' | 'cut' | 'half-open' | 'stalled' }
  | { readonly is: 'slow'; readonly milliseconds: number }

export const clear: Weather = { is: 'clear' }
