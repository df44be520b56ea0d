import { hearEvery, readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'

const pemFile = (description: string) => Type.Optional(Type.String({ minLength: 1, description }))

/** The email service's settings, read once. */
export const config = readSettings({
  ...serviceSettings,
  HEAR_EVERY_MS: hearEvery(250), // nobody waits for what it does then
  SMTP_URL: Type.String({ pattern: '^smtps?://[^\\s/]+', description: 'The mail server: smtp://host:port' }),
  SMTP_TLS_CA: pemFile('Whom to trust as the mail server; letters then leave over TLS or not at all'),
  SMTP_TLS_CERT: pemFile('The certificate to show to the mail server'),
  SMTP_TLS_KEY: pemFile('Its key, when it is in another file'),
  SHOP_URL: Type.String({ pattern: '^https?://[^\\s/]+', description: 'Where letters link to' }),
  MAIL_FROM: Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$', default: 'hello@saga-shop.example' }),
  MAIL_TRANSPORT: Type.Union([Type.Literal('smtp'), Type.Literal('accept')], {
    default: 'smtp',
    description: 'accept: letters are composed and taken as sent, without a mail server',
  }),
  MAIL_TIMEOUT_MS: Type.Integer({ minimum: 100, maximum: 8_000, default: 6_000 }),
  LETTER_WITHIN_MS: Type.Integer({
    minimum: 100,
    maximum: 2_592_000_000,
    default: 300_000,
    description: 'How long a letter may wait before a person should look, milliseconds',
  }),
})
