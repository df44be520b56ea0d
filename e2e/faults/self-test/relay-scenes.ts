import { setTimeout as sleep } from 'node:timers/promises'
import type { Scene } from './scene.ts'
import { plain } from './scenes.ts'

/** Kafka hangs while customers order; the relay dies before it goes on. */
export const relayDiesWhileKafkaHangs: Scene = {
  name: 'the relay dies while Kafka hangs',
  play: async ({ order, fault, start, stack }) => {
    const kafka = stack.process('kafka')
    await order(3, plain)
    await fault(() => kafka.signal('SIGSTOP'))
    await order(12, plain)
    await sleep(500)
    await fault(() => stack.process('relay').kill())
    kafka.signal('SIGCONT')
    await start('relay')
  },
}

/** The shopkeeper cannot decide on a price while Kafka is away for a while. */
export const pricesChangeWhileKafkaIsAway: Scene = {
  name: 'prices change while Kafka is away',
  repeats: true,
  play: async ({ order, fault, shop, stack }) => {
    const kafka = stack.process('kafka')
    await order(2, plain)
    const changes = (async () => {
      for (let price = 1; price <= 100; price++) {
        const changed = { name: 'Of no fixed price', price: { minor: price, currency: 'EUR' }, stocked: 10 }
        await shop.putProduct('wavering', changed)
        await sleep(30)
      }
    })()
    const outage = (async () => {
      await sleep(500)
      await fault(() => kafka.kill())
      await sleep(2_500)
      await kafka.start()
      await kafka.ready()
    })()
    await Promise.all([changes, outage])
  },
}

/** A relay stands still until another has taken its place, with events in hand, and wakes up. */
export const relayWakesUpLate: Scene = {
  name: 'a relay wakes up late',
  play: async ({ order, fault, stack }) => {
    const [kafka, relay, heir] = ['kafka', 'relay', 'relay-2'].map((name) => stack.process(name))
    await order(3, plain)
    await fault(() => kafka?.signal('SIGSTOP'))
    await order(12, plain)
    await fault(() => relay?.signal('SIGSTOP'))
    kafka?.signal('SIGCONT')
    await heir?.start()
    await heir?.ready()
    relay?.signal('SIGCONT')
    await sleep(1_500)
    await heir?.stop()
  },
}
