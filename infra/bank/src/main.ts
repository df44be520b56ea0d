import { openApp, serve } from '@saga-shop/sandbox'
import { settings } from './config.ts'
import { openLedger } from './ledger.ts'
import { serveBank } from './routes.ts'
import { declined, outcomeOf } from './test-cards.ts'

const ledger = await openLedger(settings.DATA_FOLDER, settings.BANK_DECLINES ? declined : outcomeOf)
const app = openApp(settings, ledger.settled)
app.addHook('onClose', ledger.close)
serveBank(app, ledger, settings)
await serve(app, settings)
