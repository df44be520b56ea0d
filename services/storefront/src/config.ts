import { accessSettings, readSettings, serviceSettings } from '@saga-shop/runtime'
import { Type } from 'typebox'

const { HOST, INSTANCE, LOG_LEVEL } = serviceSettings
const { DATABASE_URL: _, ...reaching } = accessSettings

/** One address, or several instances to take turns with. */
const addresses = (what: string) =>
  Type.String({
    pattern: '^https?://[^\\s,]+(,https?://[^\\s,]+)*$',
    description: `Where ${what} is; several, separated by commas, take turns`,
  })

/** The storefront's settings, read once. Services are found by these names; in compose, DNS does the rest. */
export const config = readSettings({
  HOST,
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 4000 }),
  INSTANCE,
  LOG_LEVEL,
  ...reaching,
  BASKET_URL: addresses('basket'),
  ORDER_URL: addresses('order'),
  PAYMENT_URL: addresses('payment'),
  SHIPPING_URL: addresses('shipping'),
  EMAIL_URL: addresses('email'),
  RELAY_URL: addresses('relay'),
  PUBLIC_URL: Type.String({
    pattern: '^https?://[^\\s/]+$',
    default: 'http://localhost:4000',
    description: 'Where browsers find this: decides on cookies, and which requests come from our own pages',
  }),
  PUBLIC_HOSTS: Type.String({
    default: 'localhost,127.0.0.1,[::1],storefront',
    description: 'Names that may stand in the Host header, besides that of PUBLIC_URL',
  }),
  WATCHERS: Type.Union([Type.Literal('keepers'), Type.Literal('anybody')], {
    default: 'keepers',
    description: 'Who may see the events of all orders, without personal data',
  }),
  SIGNING_KEY: Type.Optional(
    Type.String({
      description: 'Ed25519 keys as PKCS #8 PEM: the first signs. Without one, a new one with each start',
    }),
  ),
  UPSTREAM_AT_ONCE: Type.Integer({ minimum: 1, maximum: 10_000, default: 64, description: 'Requests to one service' }),
  UPSTREAM_PATIENCE_MS: Type.Integer({ minimum: 10, maximum: 60_000, default: 1_500 }),
  LIVE_CLIENTS: Type.Integer({ minimum: 0, maximum: 100_000, default: 2_000 }),
  LIVE_MEMORY: Type.Integer({ minimum: 100, maximum: 1_000_000, default: 10_000, description: 'Events remembered' }),
  CONTROL_URL: Type.Optional(
    Type.String({ pattern: '^http://', description: 'Where this stack lets its keeper break things' }),
  ),
  CONTROL_TOKEN: Type.Optional(Type.String({ minLength: 1 })),
})

export type Config = typeof config
