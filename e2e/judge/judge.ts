import { type GatherOptions, gather } from './evidence/gather.ts'
import { waitUntilQuiet } from './quiet.ts'
import type { Shop } from './shop.ts'
import { judgeEvidence, type Leniency, type Verdict } from './verdict.ts'

export interface JudgeOptions extends GatherOptions, Leniency {
  /** How long to wait, at most, until the shop has nothing left to do, in seconds: 10. Then it is judged as it is. */
  readonly wait?: number
}

/** Gathers the evidence of a running shop and judges it. Changes nothing; rejects when the evidence cannot be had. */
export async function judge(shop: Shop, { wait = 10, ...options }: JudgeOptions = {}): Promise<Verdict> {
  const begin = performance.now()
  const quiet = wait > 0 ? await waitUntilQuiet(shop, wait * 1_000) : undefined
  const waited = performance.now()
  const evidence = { ...(await gather(shop, options)), quiet }
  const gathered = performance.now()
  const verdict = judgeEvidence(evidence, options)
  const { judged } = verdict.milliseconds
  return { ...verdict, milliseconds: { waited: waited - begin, gathered: gathered - waited, judged } }
}
