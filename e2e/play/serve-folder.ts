import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { Problem } from '@saga-shop/local'
import { listenOnLoopback } from '@saga-shop/local/parts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

// As strict as the storefront's own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"

/** Serves a folder on the loopback address as any file server would; on this port, or a free one. */
export async function serveFolder(folder: string, port = 0): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const file = join(folder, pathIn(request.url ?? '/'))
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    return createReadStream(file).pipe(response)
  })
  const at = await listenOnLoopback(server, port).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new Problem(`Port ${port} is taken: choose another, or none.`) : error
  })
  return {
    url: `http://127.0.0.1:${at}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The file that an address means; it never leads out of the folder. */
function pathIn(address: string): string {
  const pathname = URL.parse(address, 'http://localhost')?.pathname ?? '/'
  return normalize(pathname === '/' ? '/index.html' : pathname)
}
