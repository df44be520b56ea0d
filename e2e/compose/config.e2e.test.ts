import { compose } from '@saga-shop/compose'
import { test as base, describe, expect, inject } from 'vitest'

interface Described {
  readonly image: string
  readonly user?: string
  readonly restart?: string
  readonly mem_limit?: string
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean }
  readonly ports?: readonly { readonly host_ip?: string; readonly published?: string }[]
  readonly cap_drop?: readonly string[]
  readonly read_only?: boolean
  readonly environment?: Readonly<Record<string, string | null>>
  readonly command?: readonly string[]
}

const described = JSON.parse(await compose(inject('shopProject'), 'config', ['--format', 'json']))
const services: Record<string, Described> = described.services
const names = Object.keys(services)
const isJob = ({ restart }: Described) => restart === 'no'

describe.each(names)('%s', (name) => {
  const test = base.extend({ service: services[name] as Described })

  test('runs as somebody who is not root, but for the one who hands out secrets and has no network', ({ service }) => {
    if (name === 'secrets') expect(service).toMatchObject({ user: '0:0', network_mode: 'none' })
    else expect(Number(service.user?.split(':')[0])).toBeGreaterThan(0)
    expect(service.cap_drop).toEqual(['ALL'])
  })

  test('tells whether it is well, and is started again; or is a job that ends', ({ service }) => {
    if (isJob(service)) return expect(service.healthcheck?.disable).toBe(true)
    expect(service.healthcheck?.test?.length).toBeGreaterThan(1)
    expect(service.restart).toBe('unless-stopped')
  })

  test('has a limit to its memory, a pinned image, and ports on the loopback address only', ({ service }) => {
    expect(Number(service.mem_limit)).toBeGreaterThan(0)
    expect(service.image).toMatch(/:(?!latest$)[\w.-]+$/)
    for (const { host_ip } of service.ports ?? []) expect(host_ip).toBe('127.0.0.1')
  })

  test('finds secrets in files, never in its environment', ({ service }) => {
    const secret = /PASSWORD|SECRET|TOKEN(?!LESS)|DATABASE_URL|KAFKA_USERS|PRIVATE|KEY/
    for (const variable of Object.keys(service.environment ?? {}))
      if (secret.test(variable)) expect(variable).toMatch(/_FILE$/)
  })

  test('writes to no file system of its own, if it is one of ours', ({ service }) => {
    if (service.command?.[0] === 'node') expect(service.read_only).toBe(true)
  })
})

base('every image can be another', async () => {
  const images = ['SAGA_SHOP', 'KAFKA', 'POSTGRES', 'REGISTRY']
  const project = inject('shopProject')
  const elsewhere = Object.fromEntries(images.map((image) => [`${image}_IMAGE`, `registry.example.org/${image}:1`]))
  const settings = { ...project.settings, ...elsewhere }
  const config = JSON.parse(await compose({ ...project, settings }, 'config', ['--format', 'json']))
  const used = Object.values<Described>(config.services).map(({ image }) => image)
  expect(used.filter((image) => !image.startsWith('registry.example.org/'))).toEqual([])
})
