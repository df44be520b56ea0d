import type { StackView } from '@saga-shop/local'
import type { Paint } from './paint.ts'

/** Where everything is that can be looked at. */
export function addresses({ urls, folder }: StackView, paint: Paint): string[] {
  const services = ['basket', 'order', 'payment', 'shipping', 'email'] as const
  const row = (name: string, text: string) => `  ${name.padEnd(9)} ${text}`
  return [
    ...services.map((name) => paint(name, row(name, `${urls[name]}/docs`))),
    row('relay', `${urls['relay']}/metrics`),
    row('bank', `${urls['bank']}/ledger`),
    row('carrier', `${urls['carrier']}/ledger`),
    row('mailbox', `${urls['mail']}/letters`),
    row('logs', `${folder}/logs`),
  ]
}
