import { pino } from 'pino'

export type Log = ReturnType<typeof openLog>

/** Structured lines on stdout; every line names the service and its instance. */
export const openLog = (service: string, { instance, level }: { instance: string; level: string }) =>
  pino({ level, base: { service, instance }, timestamp: pino.stdTimeFunctions.isoTime })
