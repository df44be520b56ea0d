import type kafkajs from 'kafkajs'

/** Knows whether we are in the group, and keeps us there while a batch takes long. */
export function followMembership(client: kafkajs.Consumer, sessionTimeout: number) {
  const membership = { joined: false, lastSign: 0 }
  const { GROUP_JOIN, FETCH, HEARTBEAT, CRASH, STOP, DISCONNECT, REBALANCING } = client.events
  for (const event of [GROUP_JOIN, FETCH, HEARTBEAT] as const)
    client.on(event, () => {
      membership.lastSign = Date.now()
      if (event === GROUP_JOIN) membership.joined = true
    })
  for (const event of [CRASH, STOP, DISCONNECT, REBALANCING] as const)
    client.on(event, () => {
      membership.joined = false
    })

  return {
    joined: () => membership.joined && Date.now() - membership.lastSign < 2 * sessionTimeout,
    rejoining: () => !membership.joined,
    /** Waits for `work`, sending heartbeats meanwhile. */
    beating: async <T>(heartbeat: () => Promise<void>, work: Promise<T>): Promise<T> => {
      // A heartbeat that fails is no news here: the client's next fetch finds out and joins again.
      const beat = setInterval(() => void heartbeat().catch(() => {}), sessionTimeout / 4)
      try {
        return await work
      } finally {
        clearInterval(beat)
      }
    },
  }
}
