import type { HttpName, PortName } from './names.ts'
import { serviceNames } from './names.ts'
import type { StackFacts } from './plan.ts'
import { freePort } from './ports.ts'

/** From one process to where another listens. */
export interface Path {
  readonly from: HttpName
  readonly to: PortName
  readonly port: number
}

/** Answers with the port at which `from` shall find `to` instead; undefined: where it is. Asked once for each path, before anything starts. */
export type Detour = (path: Path) => Promise<number | undefined>

/** A port of the broker for one process alone: it is told to come back by its detour, and not past it. */
export interface OwnListener {
  readonly name: string
  readonly port: number
  readonly advertised: number
  /** Over TLS, to those only who show a certificate: whom to trust, and key and certificate in one file. */
  readonly tls?: { readonly ca: string; readonly identity: string }
}

/** A stack as one process finds it. */
export interface Sight {
  readonly facts: StackFacts
  readonly listeners: readonly OwnListener[]
}

type By = (to: PortName, url: string) => Promise<string>

/** Leads a process by detours to everything that it calls. */
export async function detoured(facts: StackFacts, from: HttpName, detour: Detour): Promise<Sight> {
  const by: By = async (to, url) => moved(url, await detour({ from, to, port: Number(new URL(url).port) }))
  const listener = await ownListener(from, detour)
  return {
    facts: {
      kafka: { ...facts.kafka, ...(listener && { brokers: [`127.0.0.1:${listener.advertised}`] }) },
      registryUrl: from === 'relay' ? facts.registryUrl : await by('registry', facts.registryUrl),
      databases: await databasesBy(by, facts, from),
      urls: {
        ...facts.urls,
        ...(from === 'payment' && { bank: await by('bank', facts.urls.bank) }),
        ...(from === 'shipping' && { carrier: await by('carrier', facts.urls.carrier) }),
      },
      smtpUrl: from === 'email' ? await by('smtp', facts.smtpUrl) : facts.smtpUrl,
    },
    listeners: listener ? [listener] : [],
  }
}

async function databasesBy(by: By, facts: StackFacts, from: HttpName) {
  const databases = { ...facts.databases }
  for (const service of serviceNames.filter((name) => from === name || from === 'relay')) {
    const role = from === 'relay' ? 'relay' : 'owner'
    const url = await by(`postgres-${service}`, facts.databases[service][role])
    databases[service] = { ...facts.databases[service], [role]: url }
  }
  return databases
}

async function ownListener(from: HttpName, detour: Detour): Promise<OwnListener | undefined> {
  const port = await freePort()
  const advertised = await detour({ from, to: 'kafka', port })
  return advertised === undefined ? undefined : { name: from.toUpperCase(), port, advertised }
}

const moved = (url: string, port: number | undefined) =>
  port === undefined ? url : url.replace(/:\d+(?=\/|$)/, `:${port}`)
