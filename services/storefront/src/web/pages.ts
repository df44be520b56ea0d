import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { Server } from '@saga-shop/runtime'
import type { FastifyRequest } from 'fastify'

const folder = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** The pages, as they were built. Their views are addresses of their own: each is answered with the one page there is. */
export async function servePages(app: Server) {
  if (!existsSync(folder)) {
    app.get('/', { schema: { hide: true } }, async (_, reply) => reply.type('text/plain').send(unbuilt))
    return
  }
  await app.register(serveStatic, {
    root: folder,
    wildcard: false,
    index: ['index.html'],
    setHeaders: (reply, path) => {
      // names of built files change with what is in them
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (!isView(request)) return reply.callNotFound()
    return reply.header('cache-control', 'no-cache').sendFile('index.html')
  })
}

/** Whether somebody wants to look at a page, rather than to ask for something. */
const isView = ({ url, headers }: FastifyRequest) =>
  !/^\/(api|docs|health|metrics|assets|\.well-known)(\/|$)/.test(url) && /text\/html/.test(headers.accept ?? '')

const unbuilt = 'The pages are not built: npm run build:pages. The API is at /docs.\n'
