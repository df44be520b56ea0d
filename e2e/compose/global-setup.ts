import type { TestProject } from 'vitest/node'
import { testProject } from './project.ts'
import { runShop } from './run-shop.ts'

/** Runs the shop of docker-compose.yml for all stories. */
export const setup = async (vitest: TestProject): Promise<() => Promise<void>> =>
  runShop(vitest, await testProject('saga-shop-test'))
