import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import { OrderConfirmed } from '@saga-shop/contracts'
import type { StackView } from '@saga-shop/local'
import { wire } from '@saga-shop/testing'
import { openWriter } from '../hostile/events/write.ts'

// Events go out as often as the relay sends them when there is much to do, in milliseconds.
const every = 10

/** Announces so many events a second, as if orders were confirmed. Answers how many it were. */
export async function announce(stack: StackView, rate: number, seconds: number): Promise<number> {
  const registry = new SchemaRegistry({ host: stack.registryUrl })
  const schema = { type: SchemaType.AVRO, schema: JSON.stringify(OrderConfirmed.schema) } as const
  const schemaId = await registry.getRegistryIdBySchema(OrderConfirmed.subject, schema)
  const writer = await openWriter(stack)
  const began = performance.now()
  let sent = 0
  for (;;) {
    const passed = performance.now() - began
    if (passed >= seconds * 1_000) break
    const due = Math.floor((passed / 1_000) * rate) - sent
    if (due > 0)
      await writer.write(
        OrderConfirmed.topic,
        Array.from({ length: due }, () => confirmed(schemaId)),
      )
    sent += Math.max(0, due)
    await sleep(every)
  }
  await writer.close()
  return sent
}

const confirmed = (schemaId: number) => {
  const lines = [
    { productId: 'tea', quantity: 2 },
    { productId: 'cup', quantity: 1 },
  ]
  const headers = { 'relay-position': '7710693495673233894:1:0:0/1BFAE80:0' }
  return wire(OrderConfirmed.of({ orderId: randomUUID(), customerId: randomUUID(), lines, confirmedAt: Date.now() }), {
    schemaId,
    headers,
  })
}
