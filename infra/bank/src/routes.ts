import { type App, answerInTime, answerLists, problem } from '@saga-shop/sandbox'
import { Type } from 'typebox'
import { ChargeRequest, chargeLine } from './charge.ts'
import type { Settings } from './config.ts'
import type { Charged, Ledger } from './ledger.ts'
import { Name } from './money.ts'
import { RefundRequest, refundLine } from './refund.ts'
import { answersFor, testCard } from './test-cards.ts'

const limits = { minItems: 1, maxItems: 1000 }
const Charges = Type.Object({ charges: Type.Array(ChargeRequest, limits) })
const Refunds = Type.Object({ refunds: Type.Array(RefundRequest, limits) })
const Key = Type.Object({ key: Name })

/** The bank's API. Every answer waits until the journal holds what it tells. */
export function serveBank(app: App, ledger: Ledger, settings: Settings) {
  app.post('/charges', { schema: { body: Charges } }, async ({ body }, reply) => {
    const results = await ledger.charge(body.charges)
    return answerInTime(
      reply,
      results.flatMap((result) => chargeAnswers(result, settings)),
    )
  })

  app.post('/refunds', { schema: { body: Refunds } }, async ({ body }, reply) => {
    const results = await ledger.refund(body.refunds)
    const lines = results.map((result) => ('refundId' in result ? refundLine(result) : result))
    return answerInTime(
      reply,
      lines.map((line) => ({ afterMs: settings.BANK_LATENCY_MS, line })),
    )
  })

  app.get('/charges/:key', { schema: { params: Key } }, async ({ params: { key } }, reply) => {
    await ledger.settled()
    return ledger.book.charges.get(key) ?? problem(reply, 404, `The bank has never seen a charge with the key ${key}.`)
  })

  app.get('/refunds/:key', { schema: { params: Key } }, async ({ params: { key } }, reply) => {
    await ledger.settled()
    return ledger.book.refunds.get(key) ?? problem(reply, 404, `The bank has never made a refund with the key ${key}.`)
  })

  app.get('/ledger', async (_, reply) => {
    await ledger.settled()
    return answerLists(reply, { charges: ledger.book.charges.values(), refunds: ledger.book.refunds.values() })
  })
}

/** Only the first request for a charge meets the card's whims. */
function chargeAnswers(result: Charged, settings: Settings) {
  if (!('charge' in result)) return answersFor({ answers: 'once' }, result, settings)
  const { answers } = result.first ? testCard(result.charge.card) : { answers: 'once' as const }
  return answersFor({ answers }, chargeLine(result.charge), settings)
}
