import { answersTheDoor, runService, tlsOf } from '@saga-shop/runtime'
import { config } from './config.ts'
import { deadlines } from './deadlines.ts'
import { acceptingPost } from './post/accepting-post.ts'
import { smtpPost } from './post/smtp-post.ts'
import { reactions } from './reactions.ts'
import { routes } from './routes.ts'
import { sendLetters } from './send-letters.ts'

const timeoutMilliseconds = config.MAIL_TIMEOUT_MS
const isSent = config.MAIL_TRANSPORT === 'smtp'
const post = isSent
  ? smtpPost({ url: config.SMTP_URL, timeoutMilliseconds, tls: tlsOf('SMTP', config) })
  : acceptingPost()
const sender = { from: config.MAIL_FROM, shopUrl: config.SHOP_URL }

await runService({
  name: 'email',
  description: 'Letters to customers: one for each event that they want to know of, never two.',
  settings: config,
  reactions,
  deadlines: deadlines(config),
  calls: [{ ...sendLetters(post, sender, timeoutMilliseconds), within: config.LETTER_WITHIN_MS }],
  checks: isSent ? { mail: answersTheDoor(config.SMTP_URL) } : {},
  routes,
})
