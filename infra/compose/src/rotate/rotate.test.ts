import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'
import { doorsIn } from './doors.ts'

test('passwords are changed for one service, or for all', () => {
  expect(readCommandLine(['passwords', 'order'])).toEqual({ what: 'passwords', services: ['order'] })
  expect(readCommandLine(['passwords'])).toMatchObject({
    services: ['basket', 'order', 'payment', 'shipping', 'email'],
  })
  expect(() => readCommandLine(['passwords', 'bank'])).toThrow('There is no service bank')
})

test('certificates are changed for one process, or for all', () => {
  expect(readCommandLine(['certificates', 'kafka'])).toEqual({ what: 'certificates', names: ['kafka'] })
  expect(() => readCommandLine(['keys'])).toThrow('passwords or certificates?')
})

test('a certificate is looked for wherever TLS begins at once', () => {
  const published = (target: number, published: string) => ({ ports: [{ target, published }] })
  const services = { order: published(3000, '4002'), 'postgres-order': published(5432, '4432'), setup: {} }
  expect(doorsIn({ ...services, mail: published(1025, '4025') })).toEqual([
    { name: 'order', port: 4002 },
    { name: 'postgres-order', port: 4432, protocol: 'postgresql' },
  ])
})
