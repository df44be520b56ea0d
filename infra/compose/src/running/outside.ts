import { Problem } from '@saga-shop/local'
import { forEach, type HttpName, serviceNames } from '@saga-shop/local/names'
import type { Addresses } from '../facts.ts'
import { compose, type Project } from './project.ts'

/** What `docker compose config` says of a service, as far as it concerns us. */
interface Described {
  readonly ports?: readonly { readonly target: number; readonly published?: string }[]
}

/** Where everything is for those who run on the machine itself: what is published there. */
export async function outside(project: Project): Promise<Addresses> {
  const { services } = JSON.parse(await compose(project, 'config', ['--format', 'json']))
  return addressesIn(services)
}

/** The addresses in a description of services: any that answers on the port of our processes counts as one of them. */
function addressesIn(services: Readonly<Record<string, Described>>): Addresses {
  const find = (name: string, target: number) => {
    const published = services[name]?.ports?.find((port) => port.target === target)?.published
    return published && `127.0.0.1:${published}`
  }
  const at = (name: string, target: number) => find(name, target) ?? missing(name)
  const brokers = Object.keys(services).filter((name) => /^kafka(-\d+)?$/.test(name))
  const served = Object.keys(services).flatMap((name) => {
    const address = find(name, 3000)
    return address ? [[name, address] as const] : []
  })
  return {
    kafka: brokers.map((name) => at(name, 9094)),
    registry: at('registry', 8080),
    smtp: at('mail', 1025),
    databases: forEach(serviceNames, (service) => at(`postgres-${service}`, 5432)),
    http: Object.fromEntries(served) as Record<HttpName, string>,
  }
}

function missing(name: string): never {
  throw new Problem(`${name} publishes no port: nobody outside of its containers can find it.`)
}
