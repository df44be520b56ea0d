import { randomUUID } from 'node:crypto'
import type { Message } from 'kafkajs'

const sound = () => ({ ce_id: randomUUID(), ce_specversion: '1.0', 'content-type': 'application/avro' })

const nothing = (key: string): Message => ({ key, value: null, headers: sound() })

/** Bytes that are no event, each in a way of its own. */
const ways: readonly ((key: string) => Message)[] = [
  (key) => ({ key, value: 'no event', headers: sound() }),
  nothing,
  (key) => ({ key, value: Buffer.from([0, 0, 0, 0, 1]), headers: sound() }),
  (key) => ({ key, value: Buffer.from([0, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3]), headers: sound() }),
  (key) => ({ key, value: Buffer.alloc(10_000, 0xff), headers: {} }),
]

/** A record about this order that nobody can process; `number` chooses in which way. */
export const garbage = (key: string, number: number): Message => (ways[number % ways.length] ?? nothing)(key)
