/** Whether these pages were built to play a recording. */
declare var sagaRecorded: boolean

declare module '*.css' {}
