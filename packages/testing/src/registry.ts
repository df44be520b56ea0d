import { ask } from './ask.ts'

/** The schema registry of this test run: use subjects of your own. */
export const testRegistry = async (): Promise<{ readonly url: string }> => ({ url: await ask('registry') })
