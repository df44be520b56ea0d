import type { StackView } from '@saga-shop/local'
import type { Breaking } from '@saga-shop/storefront/api'
import { judge } from '../judge/index.ts'

// How long the judge waits for the shop to come to rest, in seconds.
const patience = 15

/** The judge, who takes his time: what he says is there when somebody looks again. */
export function openJudging() {
  let verdict: Breaking['verdict'] = {
    missing: 'The judge was not asked yet.',
    service: 'judge',
    because: 'not-there-yet',
  }
  let isReading = false
  return {
    verdict: () => verdict,
    /** Has the shop judged, if he is not at it already. */
    async ask(shop: StackView) {
      if (isReading) return
      isReading = true
      verdict = { missing: 'The judge is reading.', service: 'judge', because: 'late' }
      verdict = await verdictOn(shop)
      isReading = false
    },
  }
}

async function verdictOn(shop: StackView): Promise<Breaking['verdict']> {
  try {
    const { sections } = await judge(shop, { wait: patience, repeats: true, parked: true })
    const rulings = sections.flatMap(({ rulings }) => rulings)
    const broken = rulings.filter(({ violations }) => violations.length > 0).map(({ name }) => name)
    return { value: { at: new Date().toISOString(), held: rulings.length - broken.length, of: rulings.length, broken } }
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error), service: 'judge', because: 'failed' }
  }
}
