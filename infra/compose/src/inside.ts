import { forEach, type HttpName, outsideNames, serviceNames } from '@saga-shop/local/names'
import type { Addresses } from './facts.ts'
import { certificatesFolder } from './secrets/config.ts'

/** Where everything is for those who run in containers themselves: every name is a host, as compose calls it. */
export const inside: Addresses = {
  kafka: ['kafka:9092'],
  registry: 'registry:8080',
  smtp: 'mail:1025',
  databases: forEach(serviceNames, (service) => `postgres-${service}:5432`),
  tls: certificatesFolder ? identityIn(certificatesFolder, 'demo') : undefined,
  http: forEach<HttpName, string>([...serviceNames, ...outsideNames, 'relay', 'storefront'], (name) => `${name}:3000`),
}

/** What infra/certificates has made for somebody. */
function identityIn(folder: string, name: string) {
  const identity = `${folder}/${name}/identity.pem`
  return { ca: `${folder}/ca.pem`, cert: identity, key: identity }
}
