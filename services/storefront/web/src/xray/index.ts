export { type Arrow, type Box, type Graph, graphOf } from './graph.ts'
export { type Hop, hopsToKafka, hopsToListener, verdictInWords } from './hops.ts'
export { mermaidOf } from './mermaid.ts'
export { type Step, timelineOf, trailFromEvents } from './timeline.ts'
