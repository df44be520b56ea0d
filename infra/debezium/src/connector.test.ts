import { services } from '@saga-shop/contracts'
import { expect, test } from 'vitest'
import { connectorOf } from './connector.ts'

test.each(services)('the connector of %s holds no secret, only the names of files', (service) => {
  const secrets = Object.entries(connectorOf(service)).filter(([key]) => /password|jaas/.test(key))
  expect(secrets).toHaveLength(2)
  for (const [, value] of secrets)
    expect(value).toMatch(new RegExp(`^\\$\\{dir:/secrets/connect:${service}\\.[a-z-]+\\}$`))
})

test.each(services)("the connector of %s follows the relay's slot, and writes as its service", (service) => {
  expect(connectorOf(service)).toMatchObject({
    'slot.name': `relay_${service}`,
    'publication.name': 'outbox',
    'producer.override.sasl.jaas.config': `\${dir:/secrets/connect:${service}.jaas}`,
  })
})
