import { events, listenersOf, orderStates, services } from '@saga-shop/contracts'
import type { Plugin } from 'vite'
import type { Topology } from '../src/story/topology.ts'
import { reactionSources } from './reaction-sources.ts'

const modules: Record<string, () => unknown> = {
  'virtual:topology': () => topology,
  'virtual:reaction-sources': reactionSources,
}

/** The events as the pages need them: contracts themselves read files, which no browser can. */
export const topology: Topology = {
  services,
  orderStates,
  events: events.map((kind) => ({
    type: kind.type,
    owner: kind.owner,
    topic: kind.topic,
    listeners: listenersOf(kind),
    about: kind.keyField === 'orderId' ? 'order' : 'product',
  })),
}

/** Gives the pages what is known when they are built: who listens to what, and the source of each reaction. */
export const shopFacts = (): Plugin => ({
  name: 'shop-facts',
  resolveId: (id) => (id in modules ? `\0${id}` : null),
  load: (id) => {
    const facts = modules[id.slice(1)]
    return id.startsWith('\0') && facts ? `export const facts = ${JSON.stringify(facts())}` : null
  },
})
