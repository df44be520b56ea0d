import { forEach, type HttpName, outsideNames, serviceNames } from '@saga-shop/local/names'
import type { Addresses } from './facts.ts'

/** Where everything is for those who run in containers themselves: every name is a host, as compose calls it. */
export const inside: Addresses = {
  kafka: ['kafka:9092'],
  registry: 'registry:8080',
  smtp: 'mail:1025',
  databases: forEach(serviceNames, (service) => `postgres-${service}:5432`),
  http: forEach<HttpName, string>([...serviceNames, ...outsideNames, 'relay', 'storefront'], (name) => `${name}:3000`),
}
