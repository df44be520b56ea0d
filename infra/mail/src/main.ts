import { openApp, serve } from '@saga-shop/sandbox'
import { settings } from './config.ts'
import { openMailbox } from './mailbox.ts'
import { serveLetters } from './routes.ts'
import { serveSmtp } from './smtp.ts'

const mailbox = await openMailbox(settings.DATA_FOLDER)
const app = openApp(settings, mailbox.settled)
app.addHook('onClose', mailbox.close)
serveLetters(app, mailbox)
await serveSmtp(app, mailbox, settings)
await serve(app, settings)
