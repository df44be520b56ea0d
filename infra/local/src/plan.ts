import { detoured, type OwnListener, type Sight } from './detours.ts'
import type { Login } from './kafka-settings.ts'
import {
  forEach,
  type HttpName,
  type InstanceName,
  type KafkaUser,
  kafkaUsers,
  outsideNames,
  type PortName,
  type Role,
  type ServiceName,
  serviceNames,
} from './names.ts'
import type { StackOptions } from './options.ts'
import { password } from './password.ts'
import { choosePorts } from './ports.ts'
import { newUrls } from './postgres-roles.ts'
import { bySockets, socketFolder } from './postgres-sockets.ts'
import { registryUrl } from './registry.ts'

/** PEM files. */
export interface Certificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** What others need to find their way around a stack: addresses and credentials. */
export interface StackFacts {
  readonly kafka: { readonly brokers: string[]; readonly users: Record<KafkaUser, Login> }
  readonly registryUrl: string
  readonly databases: Record<ServiceName, Record<Role, string>>
  /** Base addresses, whether it runs or not. */
  readonly urls: Record<string, string> & Record<HttpName, string>
  readonly smtpUrl: string
  /** Files that say whom to trust and what to show, when everything speaks TLS. */
  readonly tls?: Certificates
}

/** All that is decided before anything starts. */
export interface Plan {
  /** The processes of the services, and which service each is an instance of. */
  readonly instances: ReadonlyMap<InstanceName, ServiceName>
  port(this: void, name: PortName): number
  readonly facts: StackFacts
  /** The facts as this process shall see them. */
  seenBy(this: void, name: HttpName): StackFacts
  /** Where the databases have their sockets, if they have any. */
  readonly sockets: string | undefined
  /** What the broker opens for single processes. */
  readonly listeners: readonly OwnListener[]
  readonly spares: ReadonlyMap<InstanceName, ServiceName>
}

/** Chooses ports, passwords and names for everything that a stack may run in this folder. */
export async function makePlan(options: StackOptions, folder: string): Promise<Plan> {
  const { services = serviceNames, instances, ports: wanted = {}, name = 'default', temporary } = options
  const running = new Map(services.flatMap((service) => instancesOf(service, instances?.[service] ?? 1)))
  const overHttp = [...new Set<HttpName>([...serviceNames, ...running.keys(), 'relay', 'storefront', ...outsideNames])]
  const names: PortName[] = [
    ...overHttp,
    ...(options.spares ?? []),
    'kafka',
    'controller',
    'registry',
    'smtp',
    ...serviceNames.map(postgresName),
  ]
  const ports = await choosePorts(names, wanted, name === 'default' && !temporary)
  const port = (name: PortName) => ports.get(name) ?? missing(name)
  const at = (name: PortName) => `127.0.0.1:${port(name)}`
  const facts = {
    kafka: { brokers: [at('kafka')], users: forEach(kafkaUsers, (username) => ({ username, password: password() })) },
    registryUrl: registryUrl(at('registry')),
    databases: forEach(serviceNames, (service) => newUrls(at(postgresName(service)), service)),
    urls: forEach([...overHttp, ...(options.spares ?? [])], (name) => `http://${at(name)}`),
    smtpUrl: `smtp://${at('smtp')}`,
  }
  const sights = await sightsOf(facts, [...running.keys(), 'relay'], options)
  const sockets = socketFolder(folder)
  const beside = sockets ? bySockets(facts, sockets) : facts
  return {
    instances: running,
    spares: sparesIn(options),
    port,
    facts,
    sockets,
    seenBy: (name) => sights.get(name)?.facts ?? beside,
    listeners: [...sights.values()].flatMap(({ listeners }) => listeners),
  }
}

async function sightsOf(facts: StackFacts, names: readonly HttpName[], { detour }: StackOptions) {
  const sights = new Map<HttpName, Sight>()
  if (detour) for (const name of names) sights.set(name, await detoured(facts, name, detour))
  return sights
}

const sparesIn = ({ spares = [] }: StackOptions) =>
  new Map(
    spares.flatMap((spare) => {
      const service = serviceNames.find((name) => spare.startsWith(`${name}-`))
      return service ? [[spare as InstanceName, service] as const] : []
    }),
  )

/** The cluster of a service. */
export const postgresName = (service: ServiceName) => `postgres-${service}` as const

function instancesOf(service: ServiceName, count: number): [InstanceName, ServiceName][] {
  return Array.from({ length: count }, (_, index) => [index === 0 ? service : `${service}-${index + 1}`, service])
}

function missing(name: PortName): never {
  throw new Error(`${name} has no port`)
}
