import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const onDocker = [
  'checkout',
  'cancelling',
  'rejecting',
  'money',
  'delivery',
  'permissions',
  'delays',
  'crash',
  'outage',
]
const onDebezium = ['checkout', 'cancelling', 'rejecting', 'money', 'delivery', 'permissions']
const inProcessOfItsOwn = ['packages/runtime/src/tracing/batch-trace.integration.test.ts']
const exclude = ['**/node_modules/**', '.tools/**', '.local/**']
const ofTheirOwn = ['stories', 'compose', 'cluster', 'secure', 'browser', 'debezium'].map((own) => `e2e/${own}/**`)
const stories = (names: readonly string[]) => names.map((story) => `e2e/stories/${story}.e2e.test.ts`)

type Options = NonNullable<TestProjectInlineConfiguration['test']>

/** Files that run together, after those with a smaller number. */
const stage = (groupOrder: number, name: string, options: Options): TestProjectInlineConfiguration => ({
  test: { name, exclude, sequence: { groupOrder }, ...options },
})

/** With a real Postgres, Kafka and registry. */
const withParts: Options = {
  globalSetup: ['packages/testing/src/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
}

// A stage of `npm test` each. They mostly wait, for processes and for time to pass: more at once than there are cores.
export default defineConfig({
  test: {
    projects: [
      stage(1, 'unit', {
        include: ['**/*.test.ts'],
        exclude: [...exclude, '**/*.integration.test.ts', '**/*.e2e.test.ts'],
        testTimeout: 20_000,
        isolate: false,
        maxWorkers: 3,
      }),
      stage(2, 'integration', {
        ...withParts,
        include: ['**/*.integration.test.ts'],
        exclude: [...exclude, ...inProcessOfItsOwn],
        isolate: false,
        maxWorkers: 3,
      }),
      // What must be said before anything is loaded would be too late where other tests have been.
      stage(10, 'integration-apart', { ...withParts, include: inProcessOfItsOwn, isolate: true }),
      // Stories share one shop, and some of them take it apart: one after the other.
      stage(3, 'e2e', {
        include: ['e2e/stories/**/*.e2e.test.ts'],
        globalSetup: ['e2e/stories/global-setup.ts'],
        isolate: false,
        maxConcurrency: 20,
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
      // The core stories again, on the shop in containers: where there is Docker.
      stage(5, 'compose', {
        include: ['e2e/compose/**/*.e2e.test.ts', ...stories(onDocker)],
        globalSetup: ['e2e/compose/global-setup.ts'],
        maxConcurrency: 20,
        testTimeout: 300_000,
        hookTimeout: 400_000,
        fileParallelism: false,
      }),
      // Each brings a shop of its own.
      stage(4, 'shops', {
        include: ['e2e/**/*.e2e.test.ts'],
        exclude: [...exclude, ...ofTheirOwn],
        isolate: false,
        maxConcurrency: 20,
        testTimeout: 240_000,
        hookTimeout: 180_000,
        maxWorkers: 2,
      }),
      // In containers, and heavy: only when it is asked for.
      stage(6, 'cluster', {
        include: ['e2e/cluster/**/*.e2e.test.ts'],
        testTimeout: 300_000,
        hookTimeout: 600_000,
      }),
      // The same: a shop of its own in containers, with TLS everywhere.
      stage(7, 'secure', {
        include: ['e2e/secure/**/*.e2e.test.ts'],
        testTimeout: 300_000,
        hookTimeout: 600_000,
      }),
      // One shop and one browser, looked at one after the other.
      stage(8, 'browser', {
        include: ['e2e/browser/**/*.e2e.test.ts'],
        globalSetup: ['e2e/browser/global-setup.ts'],
        testTimeout: 90_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
      // The core stories once more, with Debezium in the relay's place.
      stage(9, 'debezium', {
        include: ['e2e/debezium/**/*.e2e.test.ts', ...stories(onDebezium)],
        globalSetup: ['e2e/debezium/global-setup.ts'],
        maxConcurrency: 20,
        testTimeout: 240_000,
        hookTimeout: 600_000,
        fileParallelism: false,
      }),
    ],
  },
})
