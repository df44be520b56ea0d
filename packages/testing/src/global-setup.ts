import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Site } from '@saga-shop/local/parts'
import type { TestProject } from 'vitest/node'
import { testInfrastructure } from './infrastructure.ts'

let site: Site | undefined
let door: Server | undefined

/** Runs once before the integration tests: opens a door at which test files ask for infrastructure, and starts none yet. */
export async function setup(project: TestProject): Promise<void> {
  site = new Site({ temporary: true })
  await site.prepare()
  const parts = testInfrastructure(site)
  door = createServer(async (request, response) => {
    const part = parts[request.url?.slice(1) as keyof typeof parts]
    const answer = await part().then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.message }),
    )
    response.end(JSON.stringify(answer))
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  project.provide('infrastructure', `http://127.0.0.1:${(door.address() as AddressInfo).port}`)
}

/** Ends what was started. */
export async function teardown(): Promise<void> {
  door?.closeAllConnections()
  door?.close()
  await site?.close()
}
