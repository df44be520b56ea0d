import { writeFileSync } from 'node:fs'
import { dashboards, fileOf, textOf } from './all.ts'

for (const dashboard of dashboards) writeFileSync(fileOf(dashboard), textOf(dashboard))
