import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Stack, serviceNames } from '@saga-shop/local'
import { freePort } from '@saga-shop/local/parts'
import { eventually } from '@saga-shop/testing'
import { expect } from 'vitest'
import type { Binaries } from '../../infra/observability/binaries.ts'
import { shortened } from './shortened.ts'

/** An alert that fires. */
export interface Alert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

export type Prometheus = Awaited<ReturnType<typeof startPrometheus>>

// Ends with whoever started it: then nobody writes into its standard input any more.
const tied = '"$@" & cat > /dev/null; kill $!; wait'

/** A real Prometheus that looks at a real shop every second, with our rules; they only wait for less. */
export async function startPrometheus({ prometheus }: Binaries, stack: Stack) {
  const folder = mkdtempSync(join(tmpdir(), 'saga-shop-prometheus-'))
  const rules = readFileSync(join(import.meta.dirname, '../../infra/alerts/saga-shop.rules.yml'), 'utf8')
  writeFileSync(join(folder, 'rules.yml'), shortened(rules))
  writeFileSync(join(folder, 'prometheus.yml'), configuration(stack))
  const url = `http://127.0.0.1:${await freePort()}`
  const words = [
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/data`,
    `--web.listen-address=${url.slice('http://'.length)}`,
    '--log.level=warn',
  ]
  const child = spawn('/bin/sh', ['-c', tied, 'sh', prometheus, ...words], { stdio: ['pipe', 'ignore', 'inherit'] })
  const exited = once(child, 'exit')
  await eventually(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), { within: 30_000 })
  return {
    url,
    firing: () => firing(url),
    stop: async () => {
      child.stdin.end()
      await exited
      rmSync(folder, { recursive: true })
    },
  }
}

/** The figures of every process, under its name, as containers have it. */
function configuration({ urls }: Stack): string {
  const jobs = [...serviceNames, 'storefront' as const, 'relay' as const].map((name) => ({
    job_name: name,
    static_configs: [{ targets: [new URL(urls[name]).host] }],
  }))
  return JSON.stringify({
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: ['rules.yml'],
    scrape_configs: jobs,
  })
}

async function firing(url: string): Promise<readonly Alert[]> {
  const answer = (await (await fetch(`${url}/api/v1/alerts`)).json()) as {
    data: { alerts: (Alert & { state: string })[] }
  }
  return answer.data.alerts.filter(({ state }) => state === 'firing')
}
