declare module 'virtual:topology' {
  export const facts: import('./story/topology.ts').Topology
}
declare module 'virtual:reaction-sources' {
  export const facts: Readonly<
    Record<string, Readonly<Record<string, import('../build/reaction-sources.ts').ReactionSource>>>
  >
}
