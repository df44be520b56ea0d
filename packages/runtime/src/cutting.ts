import type { Cause } from './cause.ts'
import type { Answer } from './commands.ts'
import { unanswered } from './http/admission.ts'
import type { Span } from './positions.ts'

/** What comes in together and is settled together: the records of one fetch of one partition, or one request. */
export interface Work {
  readonly causes: readonly Cause[]
  readonly span?: Span
  /** Whoever asked has left by then (`performance.now`): it is not begun any more. */
  readonly until?: number
}

/** Work that somebody waits for. */
export interface Waiting {
  readonly work: Work
  readonly resolve: (answers: ReadonlyMap<Cause, Answer>) => void
  readonly reject: (error: unknown) => void
}

/** Turns away what nobody waits for any more; returns the rest. */
export function stillWanted(batch: readonly Waiting[]): readonly Waiting[] {
  const now = performance.now()
  const isLate = ({ work: { until = now } }: Waiting) => until < now
  const late = batch.filter(isLate)
  for (const { reject } of late) reject(unanswered())
  return late.length > 0 ? batch.filter((waiting) => !isLate(waiting)) : batch
}

/** Cuts a batch in two: between works where it has several, otherwise within its only one. */
export function halves(batch: readonly Waiting[]): [Waiting[], Waiting[]] {
  const [first] = batch
  if (first && batch.length === 1) return inParts(first)
  const middle = batch.length >> 1
  return [batch.slice(0, middle), batch.slice(middle)]
}

/** Whoever waits for the whole hears when both parts are done, or what is wrong with the first that fails. */
function inParts({ work, resolve, reject }: Waiting): [Waiting[], Waiting[]] {
  const answers = new Map<Cause, Answer>()
  let open = 2
  const done = (some: ReadonlyMap<Cause, Answer>) => {
    for (const [cause, answer] of some) answers.set(cause, answer)
    if (--open === 0) resolve(answers)
  }
  const [one, other] = cut(work)
  return [[{ work: one, resolve: done, reject }], [{ work: other, resolve: done, reject }]]
}

/** Positions move with the records before them; only events have both. */
function cut({ causes, span }: Work): [Work, Work] {
  const middle = causes.length >> 1
  const [before, after] = [causes.slice(0, middle), causes.slice(middle)]
  if (!span) return [{ causes: before }, { causes: after }]
  const at = after[0]?.record?.offset ?? span.from
  return [
    { causes: before, span: { ...span, to: at } },
    { causes: after, span: { ...span, from: at } },
  ]
}
