// Comes before everything else (`node --import`): the SDK is only loaded where somebody wants its traces.
import { readTracing } from './config.ts'

try {
  const settings = readTracing()
  if (settings) (await import('./sdk.ts')).startTracing(settings)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(78) // EX_CONFIG of sysexits.h
}
