/** The parts that a stack is built of, for those who need only some of them. */

export { startKafka } from './kafka.ts'
export type { Login } from './kafka-settings.ts'
export { forEach, kafkaUsers, type Role } from './names.ts'
export { password } from './password.ts'
export { freePort } from './ports.ts'
export { startPostgres } from './postgres.ts'
export { newUrls } from './postgres-roles.ts'
export { forgetful } from './postgres-settings.ts'
export { postgresTemplate } from './postgres-template.ts'
export { providePrograms } from './programs.ts'
export { registryUrl, startRegistry } from './registry.ts'
export { Site } from './site.ts'
