import { Agent as HttpsAgent } from 'node:https'
import { connect } from 'node:tls'
import { Agent, buildConnector } from 'undici'
import { currentPems, type TlsFiles } from './pems.ts'

/** Sends undici's requests; over https each new connection shows the certificates of now. */
export function dispatcherWith(tls: TlsFiles | undefined, options: Agent.Options = {}): Agent {
  if (!tls) return new Agent(options)
  const pems = currentPems(tls)
  // A resumed session would stand for the certificate of before.
  const manners = { ...(typeof options.connect === 'object' && options.connect), allowH2: false, maxCachedSessions: 0 }
  return new Agent({ ...options, connect: (way, done) => buildConnector({ ...manners, ...pems() })(way, done) })
}

/** The same for clients of `node:https`. */
export function httpsAgentWith(tls: TlsFiles): HttpsAgent {
  const pems = currentPems(tls)
  const agent = new HttpsAgent({ keepAlive: true, maxCachedSessions: 0 })
  return Object.assign(agent, { createConnection: (way: object) => connect({ ...way, ...pems() }) })
}
