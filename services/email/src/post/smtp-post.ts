import type { Readable } from 'node:stream'
import { crashPoint } from '@saga-shop/runtime'
import { ConsecutiveBreaker, circuitBreaker, handleWhen, TimeoutStrategy, timeout } from 'cockatiel'
import { createTransport } from 'nodemailer'
import type { Mail } from '../letter.ts'
import { deliveryAfter, isOneAddress, isServerTrouble, noSuchAddress } from './delivery.ts'
import type { Delivery, Post } from './post.ts'

export interface SmtpOptions {
  /** smtp://host:port, smtps:// for TLS from the start; user and password in it if needed. */
  readonly url: string
  /** How long a letter may take, waiting for a connection included. */
  readonly timeoutMilliseconds: number
}

/** Hands letters to a mail server over connections that stay open, each letter once at the most. */
export function smtpPost({ url, timeoutMilliseconds }: SmtpOptions): Post {
  const transport = openTransport(url, timeoutMilliseconds)
  const limit = timeout(timeoutMilliseconds, TimeoutStrategy.Cooperative)
  const breaker = circuitBreaker(handleWhen(isServerTrouble), {
    halfOpenAfter: 1_000,
    breaker: new ConsecutiveBreaker(10),
  })
  const texts = new Map<unknown, Readable>()
  transport.use('stream', ({ message, data }, done) => {
    message.processFunc((text) => {
      texts.set(data.messageId, text)
      text.once('end', () => setImmediate(crashPoint, 'letter-handed-in')) // the full stop follows in the same turn
      return text
    })
    done()
  })

  async function deliver(mail: Mail): Promise<Delivery> {
    if (!isOneAddress(mail.to.address)) return noSuchAddress
    try {
      await breaker.execute(() => limit.execute(({ signal }) => transport.sendMail({ ...mail, signal })))
      return { status: 'sent' }
    } catch (error) {
      return deliveryAfter(error, texts.get(mail.messageId)?.readableDidRead === true)
    } finally {
      texts.delete(mail.messageId)
    }
  }

  return { deliver, close: () => transport.close() }
}

/** Nothing here may send a letter a second time: whether that is safe is not for the transport to decide. */
const openTransport = (url: string, timeoutMilliseconds: number) =>
  createTransport({
    pool: true,
    url,
    maxConnections: 5,
    maxMessages: Infinity,
    maxRequeues: 0,
    idleTimeout: 10_000,
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
  })
