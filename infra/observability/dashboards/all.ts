import { join } from 'node:path'
import { events } from './events.ts'
import { toGrafana } from './grafana.ts'
import { orders } from './orders.ts'
import type { Dashboard } from './panel.ts'
import { processes } from './processes.ts'

/** The dashboards that a person on call needs. */
export const dashboards: readonly Dashboard[] = [orders, events, processes]

/** Where Grafana finds one. */
export const fileOf = ({ name }: Dashboard) => join(import.meta.dirname, `../grafana/dashboards/${name}.json`)

/** What stands there. */
export const textOf = (dashboard: Dashboard) => `${JSON.stringify(toGrafana(dashboard), undefined, 2)}\n`
