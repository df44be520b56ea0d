import { facts } from 'virtual:topology'
import type { EventKind } from './topology.ts'

/** Who announces what in this shop, as contracts said when the pages were built. */
export const topology = facts

const kinds = new Map(facts.events.map((kind) => [kind.topic, kind]))

/** The kind of event that stands on a topic. */
export const kindOn = (topic: string): EventKind | undefined => kinds.get(topic)
