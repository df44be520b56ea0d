import { randomUUID } from 'node:crypto'
import { events, listenersOf, type Service } from '@saga-shop/contracts'
import type { Message } from 'kafkajs'
import { ask, garbage } from '../../shop/index.ts'
import type { FaultKind } from '../plan/fault.ts'
import { insisting } from '../run/insisting.ts'
import type { Scene } from '../run/scene.ts'

const kinds = events.filter(({ compacted }) => !compacted)

/** A record that nobody can process. It is parked by all who listen; later a person, who is us, gives it up. */
export const poison: FaultKind = {
  name: 'poison',
  targets: kinds.map(({ topic }) => ({ name: topic, touches: ['kafka'] })),
  lasts: [1_000, 6_000],
  inject: async (scene, { target, roll }) => {
    const key = (roll < 0.5 && scene.orders.anOpenOne()) || randomUUID()
    const message = garbage(key, Math.floor(roll * 100))
    const place = await insisting(() => write(scene, target, { ...message, headers: { ...message.headers, ...mark } }))
    const listeners = kinds.filter(({ topic }) => topic === target).flatMap(listenersOf)
    return async () => {
      await Promise.all(listeners.map((service) => discard(scene, service, key, place)))
    }
  },
}

/** By this header we know our own: nobody is to repeat it when it has been given up. */
export const mark = { 'fault-run': 'poison' }

interface Place {
  readonly partition: number
  readonly offset: number
}

async function write({ kafka }: Scene, topic: string, message: Message): Promise<Place> {
  const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } })
  await producer.connect()
  try {
    const [written] = await producer.send({ topic, messages: [message] })
    return { partition: written?.partition ?? 0, offset: Number(written?.baseOffset) }
  } finally {
    await producer.disconnect()
  }
}

interface ParkedItem {
  readonly id: string
  readonly name: string
  readonly partition: number | null
  readonly offset: number | null
  readonly reason: string | null
}

/** Finds it among what the service parked, and gives it up. */
async function discard({ stack, note }: Scene, service: Service, key: string, { partition, offset }: Place) {
  const parked = `${stack.urls[service]}/parked`
  await insisting(async () => {
    const { status, body } = await ask<readonly ParkedItem[]>(`${parked}?order=${key}`, { within: 3_000 })
    const item =
      status === 200 && body.find((one) => one.partition === partition && one.offset === offset && one.reason)
    if (!item) throw new Error(`${service} has not parked the record at partition ${partition}, offset ${offset}`)
    const reason = 'written by the fault run'
    const done = await ask(`${parked}/${item.id}/discard`, {
      method: 'POST',
      body: { by: 'faults', reason },
      within: 5_000,
    })
    if (done.status !== 200 && done.status !== 404) throw new Error(`it cannot be discarded: ${done.status}`)
  }, 60_000).catch((error) => note(`poison: ${error instanceof Error ? error.message : error}`))
}
