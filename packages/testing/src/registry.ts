import type { EventKind } from '@saga-shop/contracts'
import { ask } from './ask.ts'

/** The schema registry of this test run. Its subjects are shared by all tests. */
export interface TestRegistry {
  readonly url: string
  /** Registers an event's schema, if it isn't, and resolves with its id. */
  register<Data>(kind: EventKind<Data>): Promise<number>
}

export async function testRegistry(): Promise<TestRegistry> {
  const url = await ask('registry')
  return { url, register: (kind) => register(url, kind) }
}

async function register<Data>(url: string, { subject, schema }: EventKind<Data>): Promise<number> {
  const response = await fetch(`${url}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  })
  const answer: { id?: number } = JSON.parse(await response.text())
  if (answer.id === undefined) throw new Error(`${subject} was not registered: ${JSON.stringify(answer)}`)
  return answer.id
}
