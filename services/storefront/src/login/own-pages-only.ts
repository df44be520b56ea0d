import { HttpProblem, type Server } from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

// Asked by address, and of no use to a page.
const isForMachines = /^\/(health\/|metrics$|\.well-known\/)/

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what a browser was made to send by a page that is not ours: it says so itself, in `Sec-Fetch-Site` or
 * `Origin`. Who is no browser says neither, and has no cookies that somebody else could use. Unknown host names are
 * refused, too: else a foreign name that is made to point here (DNS rebinding) would be an origin of its own.
 */
export function ownPagesOnly(app: Server, { PUBLIC_URL, PUBLIC_HOSTS }: Config) {
  const home = new URL(PUBLIC_URL)
  const hosts = new Set([home.hostname, ...PUBLIC_HOSTS.split(',')])
  app.addHook('onRequest', (request, _, done) => {
    if (!isForMachines.test(request.url) && !hosts.has(nameIn(request.headers.host)))
      throw new HttpProblem(421, 'unknown-host', 'This shop does not go by that name.')
    if (!harmless.has(request.method) && isForeign(request, home))
      throw new HttpProblem(403, 'foreign-page', 'This must come from our own pages.')
    done()
  })
}

function isForeign({ headers }: FastifyRequest, home: URL) {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return headers.origin !== undefined && headers.origin !== home.origin && hostOf(headers.origin) !== headers.host
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)

const nameIn = (host = '') => host.replace(/:\d+$/, '').toLowerCase()
