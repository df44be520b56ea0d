export { localFolder } from './config.ts'
export type { Detour, Path } from './detours.ts'
export { findJava } from './java.ts'
export type { ProcessName, Role, ServiceName, SpareName } from './names.ts'
export { outsideNames, serviceNames } from './names.ts'
export {
  existingFile,
  folderOfStack,
  numberOfSeconds,
  numbersByName,
  orderId,
  stackNamed,
  wholeNumber,
} from './option-values.ts'
export type { StackOptions } from './options.ts'
export type { Certificates, StackFacts } from './plan.ts'
export { Misunderstood, Problem } from './problem.ts'
export type { ManagedProcess } from './process.ts'
export { readStack } from './read-stack.ts'
export { recordStack } from './record.ts'
export { runCommand } from './run-command.ts'
export { say, tell } from './say.ts'
export { type Step, stackFolder } from './site.ts'
export { type Infrastructure, type Stack, type StackView, startInfrastructure, startStack, viewOf } from './stack.ts'
export { stopOnSignal } from './stop-on-signal.ts'
export { parseWords } from './words.ts'
