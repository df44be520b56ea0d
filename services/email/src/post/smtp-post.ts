import type { Readable } from 'node:stream'
import { crashPoint, currentPems, type Pems, type TlsFiles } from '@saga-shop/runtime'
import { ConsecutiveBreaker, circuitBreaker, handleWhen, TimeoutStrategy, timeout } from 'cockatiel'
import { createTransport } from 'nodemailer'
import type { Mail } from '../letter.ts'
import { deliveryAfter, isOneAddress, isServerTrouble, noSuchAddress } from './delivery.ts'
import { dial } from './dial.ts'
import type { Delivery, Post } from './post.ts'

export interface SmtpOptions {
  /** smtp://host:port, smtps:// for TLS from the start; user and password in it if needed. */
  readonly url: string
  /** How long a letter may take, waiting for a connection included. */
  readonly timeoutMilliseconds: number
  /** Whom to trust, and what to show: then a server without TLS gets nothing. */
  readonly tls?: TlsFiles | undefined
}

/** Hands letters to a mail server over connections that stay open, each letter once at the most. */
export function smtpPost({ url, timeoutMilliseconds, tls }: SmtpOptions): Post {
  const limit = timeout(timeoutMilliseconds, TimeoutStrategy.Cooperative)
  const breaker = circuitBreaker(handleWhen(isServerTrouble), {
    halfOpenAfter: 1_000,
    breaker: new ConsecutiveBreaker(10),
  })
  const texts = new Map<unknown, Readable>()
  const transport = transportOfNow(tls, (pems) => watched(openTransport(url, timeoutMilliseconds, pems), texts))

  async function deliver(mail: Mail): Promise<Delivery> {
    if (!isOneAddress(mail.to.address)) return noSuchAddress
    try {
      await breaker.execute(() => limit.execute(({ signal }) => transport().sendMail({ ...mail, signal })))
      return { status: 'sent' }
    } catch (error) {
      return deliveryAfter(error, texts.get(mail.messageId)?.readableDidRead === true)
    } finally {
      texts.delete(mail.messageId)
    }
  }

  return { deliver, close: () => transport().close() }
}

/** The connections of now: after a certificate was renewed new ones are opened, and the old ones close when they are idle. */
function transportOfNow(tls: TlsFiles | undefined, open: (pems: Pems | undefined) => Transport): () => Transport {
  const pems = tls && currentPems(tls)
  let shown = pems?.()
  let transport = open(shown)
  return () => {
    if (pems?.() === shown) return transport
    shown = pems?.()
    transport = open(shown)
    return transport
  }
}

/** Notes the text of each letter, to know later whether any of it was read. */
function watched(transport: Transport, texts: Map<unknown, Readable>): Transport {
  transport.use('stream', ({ message, data }, done) => {
    message.processFunc((text) => {
      texts.set(data.messageId, text)
      text.once('end', () => setImmediate(crashPoint, 'letter-handed-in')) // the full stop follows in the same turn
      return text
    })
    done()
  })
  return transport
}

type Transport = ReturnType<typeof openTransport>

/** Nothing here may send a letter a second time: whether that is safe is not for the transport to decide. */
const openTransport = (url: string, timeoutMilliseconds: number, pems: Pems | undefined) =>
  createTransport({
    pool: true,
    url,
    ...(pems && { requireTLS: true, tls: { ...pems } }),
    maxConnections: 5,
    maxMessages: Infinity,
    maxRequeues: 0,
    idleTimeout: 10_000,
    getSocket: dial(timeoutMilliseconds),
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
  })
