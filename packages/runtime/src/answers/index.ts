/** What every service answers about itself, for those who ask it: nothing but schemas. */

export { Uuid } from '../http/ids.ts'
export { OwedItem } from './owed.ts'
export { LedTo, Legible, ParkedItem, ParkedStory, Redriven, SeenTo } from './parked.ts'
export { Announced, ServiceTrail } from './trail.ts'
export { Nullable } from './words.ts'
