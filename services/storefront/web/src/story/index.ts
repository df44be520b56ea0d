export { hear, type OrderStory, statusInWords, toneOf, untold } from './order-story.ts'
export { explain } from './reasons.ts'
export { type EventKind, shortId, shortTopic, type Topology, undoes } from './topology.ts'
export { clock, count, duration, grouped, price } from './words.ts'
