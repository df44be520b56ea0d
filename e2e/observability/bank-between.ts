import { createServer, request } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { listenOnLoopback } from '@saga-shop/local/parts'

/** Stands between payment and its bank, and answers as it is told: as the bank does, not at all, or with a no for good. */
export async function openBankBetween(bank: () => string) {
  let mood: 'passing' | 'silent' | 'refusing' = 'passing'
  const server = createServer((incoming, outgoing) => {
    if (mood === 'silent') return
    if (mood === 'refusing') return void outgoing.writeHead(422).end('not with us')
    const { method, url, headers } = incoming
    const onward = request(`${bank()}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, outgoing).catch(() => outgoing.destroy())
    })
    pipeline(incoming, onward).catch(() => outgoing.destroy())
  })
  const port = await listenOnLoopback(server)
  return {
    url: `http://127.0.0.1:${port}`,
    becomes: (now: typeof mood) => {
      mood = now
    },
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
