import { openApp, serve } from '@saga-shop/sandbox'
import { settings } from './config.ts'
import { openLedger } from './ledger.ts'
import { serveCarrier } from './routes.ts'

const ledger = await openLedger(settings.DATA_FOLDER)
const app = openApp(settings, ledger.settled)
app.addHook('onClose', ledger.close)
serveCarrier(app, ledger, settings)
await serve(app, settings)
