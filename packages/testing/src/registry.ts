import { ask } from './ask.ts'

/** The schema registry of this test run. Its subjects are shared by all tests; the set-up registers. */
export interface TestRegistry {
  readonly url: string
}

export async function testRegistry(): Promise<TestRegistry> {
  return { url: await ask('registry') }
}
