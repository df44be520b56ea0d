import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Consumer, ConsumerOptions } from './port.ts'

export interface RestartableConsumer extends Consumer {
  /** Gives the consumer up and makes another. Resolves when that one hears. */
  restart(): Promise<void>
}

// One that has stalled may not even stop: after this long it is left behind, and nothing that it says is heard.
const patience = 10_000

/** A consumer that can be made anew while the service goes on. */
export function restartable(
  make: (options: ConsumerOptions) => Consumer,
  options: ConsumerOptions,
  log: Log,
): RestartableConsumer {
  let live = open()
  let isOver = false

  function open(): Consumer {
    const own: Consumer = make({
      ...options,
      assigned: async (partitions) => (own === live ? options.assigned(partitions) : []),
      hear: async (fetched) => (own === live ? options.hear(fetched) : { stopped: true }),
    })
    return own
  }

  /** Of one that was given up meanwhile, it does not matter how its start has ended. */
  async function start(consumer: Consumer) {
    try {
      await consumer.start()
    } catch (error) {
      if (consumer === live) throw error
    }
  }

  async function giveUp(consumer: Consumer) {
    const stopping = consumer.stop().then(
      () => true,
      () => true,
    )
    const ended = await Promise.race([stopping, sleep(patience, false, { ref: false })])
    if (!ended) log.error('the stalled consumer does not stop: it is left behind')
  }

  return {
    get joined() {
      return live.joined
    },
    get rejoining() {
      return live.rejoining
    },
    start: () => start(live),
    stop: () => {
      isOver = true
      return live.stop()
    },
    restart: async () => {
      const old = live
      live = open()
      await giveUp(old)
      if (!isOver) await start(live)
    },
  }
}
