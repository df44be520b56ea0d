export { type TestDatabase, testDatabase } from './database.ts'
export { eventually } from './eventually.ts'
export { type TestKafka, testKafka } from './kafka.ts'
export { testRegistry } from './registry.ts'
