import type { Route, Schema } from './openapi.ts'

const text: Schema = { type: 'string', minLength: 1, maxLength: 60 }
const money: Schema = {
  type: 'object',
  properties: { minor: { type: 'integer' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
  required: ['minor', 'currency'],
}
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const list = (name: string, item: Record<string, Schema>) => object({ [name]: { type: 'array', items: object(item) } })
const get = (path: string): Route => ({ method: 'GET', path, parameters: [] })
const post = (path: string, body: Schema): Route => ({ method: 'POST', path, parameters: [], body })
const key: Route['parameters'] = [{ name: 'key', in: 'path', required: true, schema: text }]
const address = object({ name: text, street: text, postcode: text, city: text, country: text })
const card: Schema = { type: 'string', enum: ['card_approve', 'card_decline', 'card_insufficient_funds', 'x'] }
const health = [get('/health/live'), get('/health/ready'), get('/metrics')]

/** What can be asked of those who write no OpenAPI document: the world outside the shop, and the relay. */
export const undocumented: Readonly<Record<string, readonly Route[]>> = {
  bank: [
    post('/charges', list('charges', { key: text, orderId: text, amount: money, card })),
    post('/refunds', list('refunds', { key: text, chargeKey: text, amount: money })),
    { ...get('/charges/{key}'), parameters: key },
    { ...get('/refunds/{key}'), parameters: key },
  ],
  carrier: [
    post('/parcels', list('parcels', { key: text, orderId: text, recipient: address })),
    post('/handovers', list('parcels', { key: text })),
    post('/recalls', list('parcels', { key: text })),
    post('/track', list('parcels', { key: text })),
  ],
  mail: ['to', 'orderId'].map((name) => ({ ...get('/letters'), parameters: [{ name, in: 'query', schema: text }] })),
  relay: [...health, { ...get('/{key}'), parameters: key }],
}

/** Of every service: what is not in its document. */
export const everywhere: readonly Route[] = [...health, { ...get('/{key}'), parameters: key }]
