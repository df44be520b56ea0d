import { type Logger, pino } from 'pino'

export type Log = Logger

/** Structured lines on stdout. */
export const openLog = (level: string): Log =>
  pino({ level, base: { service: 'relay' }, timestamp: pino.stdTimeFunctions.isoTime })
