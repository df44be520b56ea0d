// Headers that a decision does not rest on: what is no such header counts as absent, so that it cannot stop an event.

// https://www.w3.org/TR/trace-context/
const traceparent = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/
const tracestate = /^[\x20-\x7e]{1,512}$/
const correlationId = /^[\x21-\x7e]{1,200}$/

const only = (pattern: RegExp) => (text: string | undefined) =>
  text !== undefined && pattern.test(text) ? text : undefined

export const asTraceparent = only(traceparent)
export const asTracestate = only(tracestate)
export const asCorrelationId = only(correlationId)
