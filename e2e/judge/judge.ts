import { type GatherOptions, gather } from './evidence/gather.ts'
import { waitUntilQuiet } from './quiet.ts'
import type { Shop } from './shop.ts'
import { judgeEvidence, type Verdict } from './verdict.ts'

export interface JudgeOptions extends GatherOptions {
  /** How long to wait for the shop to have nothing left to do, in seconds: not at all. Then it is judged as it is. */
  readonly wait?: number
}

/** Gathers the evidence of a running shop and judges it. Changes nothing; rejects when the evidence cannot be had. */
export async function judge(shop: Shop, { wait = 0, ...options }: JudgeOptions = {}): Promise<Verdict> {
  const begin = performance.now()
  if (wait > 0) await waitUntilQuiet(shop, wait * 1_000)
  const waited = performance.now()
  const evidence = await gather(shop, options)
  const gathered = performance.now()
  const verdict = judgeEvidence(evidence)
  const { judged } = verdict.milliseconds
  return { ...verdict, milliseconds: { waited: waited - begin, gathered: gathered - waited, judged } }
}
