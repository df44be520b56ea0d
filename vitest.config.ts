import { defineConfig } from 'vitest/config'

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

// A stage of `npm test` each. They mostly wait, for processes and for time to pass: more at once than there are cores.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.integration.test.ts', '**/*.e2e.test.ts'],
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude: [...exclude, ...inProcessOfItsOwn],
          globalSetup: ['packages/testing/src/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // What must be said before anything is loaded would be too late where other tests have been.
        test: {
          name: 'integration-apart',
          include: inProcessOfItsOwn,
          globalSetup: ['packages/testing/src/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          isolate: true,
          sequence: { groupOrder: 10 },
        },
      },
      {
        // Stories share one shop, and some of them take it apart: one after the other.
        test: {
          name: 'e2e',
          include: ['e2e/stories/**/*.e2e.test.ts'],
          exclude,
          globalSetup: ['e2e/stories/global-setup.ts'],
          isolate: false,
          maxConcurrency: 20,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // The core stories again, on the shop in containers: where there is Docker.
        test: {
          name: 'compose',
          include: ['e2e/compose/**/*.e2e.test.ts', ...onDocker.map((story) => `e2e/stories/${story}.e2e.test.ts`)],
          exclude,
          globalSetup: ['e2e/compose/global-setup.ts'],
          maxConcurrency: 20,
          testTimeout: 300_000,
          hookTimeout: 400_000,
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
      {
        // Each brings a shop of its own.
        test: {
          name: 'shops',
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: [
            ...exclude,
            ...['stories', 'compose', 'cluster', 'secure', 'browser', 'debezium'].map((own) => `e2e/${own}/**`),
          ],
          isolate: false,
          maxConcurrency: 20,
          testTimeout: 240_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
      {
        // In containers, and heavy: only when it is asked for.
        test: {
          name: 'cluster',
          include: ['e2e/cluster/**/*.e2e.test.ts'],
          exclude,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 6 },
        },
      },
      {
        // The same: a shop of its own in containers, with TLS everywhere.
        test: {
          name: 'secure',
          include: ['e2e/secure/**/*.e2e.test.ts'],
          exclude,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          sequence: { groupOrder: 7 },
        },
      },
      {
        // One shop and one browser, looked at one after the other.
        test: {
          name: 'browser',
          include: ['e2e/browser/**/*.e2e.test.ts'],
          exclude,
          globalSetup: ['e2e/browser/global-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 8 },
        },
      },
      {
        // The core stories once more, with Debezium in the relay's place.
        test: {
          name: 'debezium',
          include: ['e2e/debezium/**/*.e2e.test.ts', ...onDebezium.map((story) => `e2e/stories/${story}.e2e.test.ts`)],
          exclude,
          globalSetup: ['e2e/debezium/global-setup.ts'],
          maxConcurrency: 20,
          testTimeout: 240_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          sequence: { groupOrder: 9 },
        },
      },
    ],
  },
})
