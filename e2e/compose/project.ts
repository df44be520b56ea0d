import type { Project } from '@saga-shop/compose'
import { outsideNames, serviceNames } from '@saga-shop/local'
import { freePort } from '@saga-shop/local/parts'

const published = [...serviceNames, ...outsideNames, ...serviceNames.map((service) => `postgres_${service}`)]

/** A shop of its own, beside any other: on ports that nobody has. A parcel takes its time, so that one can cancel. */
export async function testProject(name: string): Promise<Project> {
  const settings: Record<string, string> = { CARRIER_STEP_MS: '500' }
  for (const part of [...published, 'relay', 'storefront', 'kafka', 'registry', 'smtp'])
    settings[`${part.toUpperCase()}_PORT`] = String(await freePort())
  return { name, files: ['docker-compose.yml'], settings }
}
