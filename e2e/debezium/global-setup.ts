import { type Project, up } from '@saga-shop/compose'
import type { TestProject } from 'vitest/node'
import { testProject } from '../compose/project.ts'
import { runShop } from '../compose/run-shop.ts'
import { leaveABacklog } from './backlog.ts'

const ours = ['docker-compose.yml']
const debezium = [...ours, 'compose.debezium.yaml']

/** Runs a shop with our relay, lets Debezium take over while there is something to carry, and leaves the rest to the stories. */
export async function setup(vitest: TestProject): Promise<() => Promise<void>> {
  const project = await testProject('saga-shop-debezium-test')
  return runShop(vitest, { ...project, files: debezium }, begin)
}

async function begin(project: Project): Promise<void> {
  await up({ ...project, files: ours })
  await leaveABacklog(project)
  await up(project)
}
