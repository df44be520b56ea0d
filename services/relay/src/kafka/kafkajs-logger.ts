import kafkajs from 'kafkajs'
import { createLogger } from 'kafkajs/src/loggers/index.js'
import type { Log } from '../log.ts'

/** What kafkajs has to say goes to our log at debug level: whatever matters comes back as an error, and is told once. */
export const kafkajsLogger = (log: Log) =>
  createLogger({
    level: kafkajs.logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log: { message, broker } }: kafkajs.LogEntry) =>
        log.debug({ kafkajs: namespace, broker }, message),
  })
