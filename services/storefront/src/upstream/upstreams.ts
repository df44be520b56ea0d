import { tlsOf } from '@saga-shop/runtime'
import type { Config } from '../config.ts'
import { openUpstream, type Upstream } from './upstream.ts'

export const upstreamNames = ['basket', 'order', 'payment', 'shipping', 'email'] as const
export type UpstreamName = (typeof upstreamNames)[number]

/** Everybody whom the storefront asks, by name. */
export type Upstreams = Readonly<Record<UpstreamName | 'relay', Upstream>>

/** Finds them where the settings say. */
export function openUpstreams(config: Config): Upstreams {
  const manners = { atOnce: config.UPSTREAM_AT_ONCE, patience: config.UPSTREAM_PATIENCE_MS, tls: tlsOf('HTTP', config) }
  const open = (name: string, urls: string) => openUpstream({ name, urls, ...manners })
  return {
    basket: open('basket', config.BASKET_URL),
    order: open('order', config.ORDER_URL),
    payment: open('payment', config.PAYMENT_URL),
    shipping: open('shipping', config.SHIPPING_URL),
    email: open('email', config.EMAIL_URL),
    relay: open('relay', config.RELAY_URL),
  }
}
