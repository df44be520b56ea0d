import { basename } from 'node:path'
import type { Observed, Recovery } from './observed.ts'
import type { Promised } from './promised.ts'
import { promises } from './promises.ts'

/** The page of promises, with what was observed when the shop was last attacked. */
export const pageOf = (observed: Observed): string => `# Promises

Written by \`npm run promises\` from \`e2e/promises/promises.ts\` and the last run of \`npm run faults\`; not by hand.

A promise counts when something attacks it and fails to break it. Each line names the files that keep it, the tests that attack it, and what [the judge](../e2e/judge/judge.ts) would say if it were broken. That the judge would notice is tried, too: [seeded bugs](seeded-bugs.md). How faults are injected: [e2e/faults](../e2e/faults/README.md).

| promise | kept by | attacked by | judged by |
| --- | --- | --- | --- |
${promises.map(rowOf).join('\n')}

## Observed

${inWords(observed)}

| fault | times | recovered p50 | p99 |
| --- | --: | --: | --: |
${[...observed.kinds, observed.all].map(recoveryOf).join('\n')}
`

const rowOf = ({ promise, mechanism, attackedBy, judgedBy }: Promised) =>
  `| ${promise} | ${links(mechanism)} | ${links(attackedBy)} | ${judgedBy.map((name) => `*${name}*`).join('<br>')} |`

const links = (paths: readonly string[]) => paths.map((path) => `[${nameOf(path)}](../${path})`).join('<br>')

/** Enough of a path to know whose it is. */
const nameOf = (path: string) =>
  `${path.split('/').slice(0, 2).at(-1)} ${basename(path).replace(/(\.\w+)*\.test\.ts$|\.ts$/, '')}`

function inWords({ at, cpus, seed, faults, orders, events, violations }: Observed) {
  const many = (count: number, what: string) => `${count.toLocaleString('en')} ${what}`
  const heard = events ? ` (${many(events, 'events')})` : ''
  return `On ${at.slice(0, 10)}, on ${cpus} cores: ${faults} faults, from seed ${seed}, amid ${many(orders, 'orders')}${heard}. Promises broken: ${violations.length}.`
}

const recoveryOf = ({ kind, count, p50, p99 }: Recovery) => `| ${kind} | ${count} | ${seconds(p50)} | ${seconds(p99)} |`

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`
