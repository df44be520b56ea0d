import { listensTo } from '@saga-shop/contracts'
import { describe, expect, test } from 'vitest'
import { isTest, type Source, sources } from './sources.ts'

const code = sources.filter((source) => !isTest(source))
const of = (folder: string) => code.filter(({ path }) => path.startsWith(folder))
const importing = (files: readonly Source[], what: RegExp) =>
  files.flatMap(({ path, imports }) =>
    imports.filter((name) => what.test(name)).map((name) => `${path} imports ${name}`),
  )

describe('dependencies point one way', () => {
  test('there is code to look at', () => {
    expect(of('services/order/').length).toBeGreaterThan(5)
    expect(importing(of('services/order/'), /^@saga-shop\/runtime$/)).not.toEqual([])
  })

  test.each(Object.keys(listensTo))('%s imports no other service', (service) => {
    const others = Object.keys(listensTo)
      .concat('relay')
      .filter((name) => name !== service)
    expect(
      importing(of(`services/${service}/`), new RegExp(`^(services/|@saga-shop/)(${others.join('|')})(/|$)`)),
    ).toEqual([])
  })

  test('services know contracts and runtime, and nothing else of ours', () => {
    const shipped = of('services/').filter(({ path }) => path.includes('/src/'))
    expect(
      importing(
        shipped,
        /^(@saga-shop\/(?!contracts$|runtime(\/(answers|crash-point|environment|tls|tracing))?$)|packages\/|infra\/|e2e\/)/,
      ),
    ).toEqual([])
  })

  test('the runtime knows contracts only; contracts know nobody', () => {
    expect(importing(of('packages/runtime/src/'), /^(@saga-shop\/(?!contracts$)|services\/|infra\/|e2e\/)/)).toEqual([])
    expect(importing(of('packages/contracts/'), /^(@saga-shop\/|services\/|infra\/|packages\/runtime|e2e\/)/)).toEqual(
      [],
    )
  })

  test('decisions do no I/O: they import contracts, words of decision, and each other', () => {
    const decisions = [
      'basket/src/basket',
      'order/src/order',
      'order/src/product',
      'order/src/stock',
      'payment/src/payment',
      'shipping/src/shipment',
    ]
    const files = decisions.flatMap((name) => of(`services/${name}.ts`))
    expect(files.length).toBe(decisions.length)
    expect(importing(files, /^(node:|pg$|kafkajs|fastify|undici)/)).toEqual([])
    for (const { path, text } of files) expect(text, path).not.toMatch(/Date\.now|new Date\(\)|Math\.random|await /)
  })
})

describe('a client is known in one place', () => {
  test('kafkajs in one folder of the runtime', () => {
    expect(
      importing(of('packages/runtime/'), /^kafkajs/).filter((line) => !line.startsWith('packages/runtime/src/kafka/')),
    ).toEqual([])
  })
  test('the registry’s client in one file of the runtime', () => {
    expect(importing(of('packages/runtime/'), /confluent-schema-registry/)).toHaveLength(1)
  })
})

describe('the house style', () => {
  const written = code.filter(({ path }) => !path.endsWith('.gen.ts'))

  test('the environment is read in config.ts only', () => {
    const readers = of('services/')
      .concat(of('packages/'))
      .filter(({ text }) => text.includes('process.env'))
    expect(readers.map(({ path }) => path).filter((path) => !path.endsWith('/config.ts'))).toEqual([])
  })
  test('no file is longer than 150 lines', () => {
    const long = written.map(({ path, text }) => ({
      path,
      lines: text.split('\n').filter((line) => line.trim()).length,
    }))
    expect(long.filter(({ lines }) => lines > 150)).toEqual([])
  })
  test('no name says nothing', () => {
    expect(
      written.filter(({ path }) => /(^|\/)(utils?|common|helpers?|managers?|core|misc)(\/|\.ts$)/.test(path)),
    ).toEqual([])
  })
})
