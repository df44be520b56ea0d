import { once } from 'node:events'
import { currentPems, manners, renewing, type TlsFiles, tlsOf } from '@saga-shop/runtime/tls'
import type { App } from '@saga-shop/sandbox'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Settings } from './config.ts'
import type { Mailbox } from './mailbox.ts'
import { postman, refusal } from './postman.ts'
import { mannerOf } from './test-addresses.ts'

/** Takes letters over SMTP for as long as the app is open. It says 250 when a letter is on disk. */
export async function serveSmtp(app: App, mailbox: Mailbox, settings: Settings) {
  const { HOST, SMTP_PORT } = settings
  const server = smtpServer(mailbox, tlsOf('SMTP', settings))
  app.addHook('onClose', () => new Promise<void>((closed) => server.close(closed)))
  await once(server.listen(SMTP_PORT, HOST), 'listening')
  server.on('error', (error) => app.log.debug(error, 'a mail client went away'))
  const address = server.server.address()
  app.log.info(`SMTP listening at smtp://${HOST}:${typeof address === 'object' ? address?.port : SMTP_PORT}`)
}

function smtpServer(mailbox: Mailbox, tls: TlsFiles | undefined) {
  const take = postman(mailbox)
  const pems = tls && currentPems(tls)
  const server = new SMTPServer({
    banner: 'Saga Shop mail sink',
    ...(pems && { ...pems(), ...manners(tls) }),
    disabledCommands: pems ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    onMailFrom: (_, { secure }, answer) =>
      answer(pems && !secure ? refusal(530, 'Must issue a STARTTLS command first') : null),
    disableReverseLookup: true,
    size: 1024 * 1024,
    closeTimeout: 300,
    onRcptTo: ({ address }, _, answer) =>
      answer(mannerOf(address) === 'bounces' ? refusal(550, 'No such mailbox') : null),
    onData: (stream, session, answer) =>
      void take(stream, session).then((outcome) => (outcome === 'kept' ? answer() : hangUp(server, session)), answer),
  })
  if (pems) renewing(pems, (renewed) => server.updateSecureContext({ ...renewed }), server)
  return server
}

const hangUp = ({ connections }: SMTPServer, session: SMTPServerSession) =>
  [...connections].find((connection) => connection.session === session)?.close()
