import type { TestProject } from 'vitest/node'
import { chromiumPath } from '../../infra/toolchain/chromium.ts'
import { testProject } from './project.ts'
import { runShop } from './run-shop.ts'

/** Runs the shop of docker-compose.yml for all stories; one of them looks at it in the machine's own browser, if there is one. */
export async function setup(vitest: TestProject): Promise<() => Promise<void>> {
  vitest.provide('chromium', chromiumPath() ?? '')
  return runShop(vitest, await testProject('saga-shop-test'))
}
