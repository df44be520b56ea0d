import { createTransport } from 'nodemailer'
import type { Post } from './post.ts'

/** Composes every letter and takes it as sent, in this process: for measuring the shop without a mail server. */
export function acceptingPost(): Post {
  const transport = createTransport({ jsonTransport: true, skipEncoding: true })
  return {
    deliver: async (mail) => {
      await transport.sendMail(mail)
      return { status: 'sent' }
    },
    close: () => transport.close(),
  }
}
