import { createErrorFromCode } from 'kafkajs/src/protocol/error.js'

/** Kafka's name for what went wrong with a partition; undefined when nothing did. */
export const errorName = (code: number): string | undefined => (code === 0 ? undefined : createErrorFromCode(code).type)
