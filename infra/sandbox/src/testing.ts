import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A stand-in that runs as a process of its own, as in production. */
export interface Running {
  readonly process: ChildProcess
  /** Where it listens: `http://127.0.0.1:41234`. */
  readonly url: string
  /** Everything it has printed so far. */
  output(): string
  /** Ends it; resolves with its exit code, or null when the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts `main` on a free port and resolves when it listens; rejects with its output if it ends before. */
export async function start(main: URL, env: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [fileURLToPath(main)], { env: { PORT: '0', ...env } })
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  let output = ''
  const listening = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const url = output.match(/http:\/\/[\d.]+:\d+/)
      if (url) resolve(url[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
  const url = await Promise.race([
    listening,
    ended.then((code) => Promise.reject(new Error(`exit ${code}: ${output}`))),
  ])
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  return { process: child, url, output: () => output, stop }
}

/** POSTs JSON and returns the response's lines, when it has ended. */
export async function postLines<Line>(url: string, body: unknown): Promise<Line[]> {
  const text = await (await post(url, body)).text()
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

export const post = (url: string, body: unknown, init: RequestInit = {}) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...init })

export const getJson = async <Body>(url: string): Promise<Body> => (await (await fetch(url)).json()) as Body
