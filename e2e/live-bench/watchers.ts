import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who shall watch what. */
export interface Order {
  readonly url: string
  readonly clients: number
}

/** What they heard, all together. */
export interface HeardByAll {
  /** The fewest and the most events that one of them heard. */
  readonly fewest: number
  readonly most: number
  readonly megabytes: number
  /** Milliseconds from an event's announcement to its arrival, at every fiftieth client. */
  readonly delays: readonly number[]
}

interface Client {
  events: number
  bytes: number
}

const clients: Client[] = []
const delays: number[] = []

// Runs as a process of its own: who watches shall not slow those who tell.
process.on('message', (order: Order | 'report') => {
  if (order === 'report') process.send?.(report())
  else void open(order).then(() => process.send?.('ready'))
})
process.on('disconnect', () => process.exit())

async function open({ url, clients: wanted }: Order) {
  for (let count = 0; count < wanted; count++) {
    clients.push(watch(new URL(url), count % 50 === 0))
    if (count % 50 === 49) await sleep(20) // a door takes only so many at once
  }
  while (clients.some(({ bytes }) => bytes === 0)) await sleep(50)
}

function watch({ hostname, port, host, pathname }: URL, isSampled: boolean): Client {
  const client: Client = { events: 0, bytes: 0 }
  const socket = connect(Number(port), hostname)
  const count = counter()
  let rest = ''
  socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\naccept: text/event-stream\r\n\r\n`)
  socket.on('data', (bytes) => {
    client.bytes += bytes.length
    client.events += count(bytes)
    if (isSampled) rest = noteDelays(rest + bytes.toString())
  })
  socket.on('error', () => {})
  return client
}

// Every event has this once, and nothing else has.
const needle = Buffer.from('"traceparent":')

/** Counts events without reading them, also those that are cut in two by a chunk's end. */
function counter() {
  let tail = Buffer.alloc(0)
  return (bytes: Buffer) => {
    const seam = Buffer.concat([tail, bytes.subarray(0, needle.length - 1)])
    tail = Buffer.concat([tail, bytes.subarray(-(needle.length - 1))]).subarray(-(needle.length - 1))
    return occurrencesIn(seam) + occurrencesIn(bytes)
  }
}

function occurrencesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) count++
  return count
}

/** Notes how late whole messages are; returns what has only begun. */
function noteDelays(text: string): string {
  const messages = text.split('\n\n')
  const now = Date.now()
  for (const message of messages.slice(0, -1)) {
    const time = /"time":"([^"]+)"/.exec(message)?.[1]
    if (time) delays.push(now - Date.parse(time))
  }
  return messages.at(-1) ?? ''
}

function report(): HeardByAll {
  const counts = clients.map(({ events }) => events)
  const bytes = clients.reduce((sum, client) => sum + client.bytes, 0)
  return { fewest: Math.min(...counts), most: Math.max(...counts), megabytes: Math.round(bytes / 1e6), delays }
}
