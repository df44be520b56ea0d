import { composeStack, rotateCertificates, rotatePasswords } from '@saga-shop/compose'
import { services } from '@saga-shop/contracts'
import { serviceNames } from '@saga-shop/local'
import { dispatcherWith } from '@saga-shop/runtime/tls/http-client'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { fetch } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dockerIsThere } from '../cluster/stage.ts'
import { goodsFor } from '../demo/goods.ts'
import { type Journey, journeysFor } from '../demo/journeys.ts'
import { kafkaOf } from '../judge/evidence/partitions.ts'
import { describe as inWords, judge, waitUntilQuiet } from '../judge/index.ts'
import { allEnd, customersOf } from '../restoring/customers.ts'
import { fillShelves, openShop, type Shop } from '../shop/index.ts'
import { openSecureShop, type SecureShop } from './stage.ts'

const docker = dockerIsThere()
if (!docker) console.warn('left out: the story of the secured shop needs Docker, and none answers here')

/** What the shop does not sell, it takes no order for. */
const isTaken = ({ name }: Journey) => name !== 'unknown product'

let secure: SecureShop
let shop: Shop

describe.skipIf(!docker)('a shop in containers that speaks TLS', () => {
  beforeAll(async () => {
    secure = await openSecureShop()
    shop = openShop(secure.stack)
    await fillShelves(shop, goodsFor(400))
  })
  afterAll(() => secure?.close())

  test('nobody who speaks no TLS is heard', async () => {
    const { urls, postgres, smtpUrl, tls: _, ...plain } = secure.stack
    for (const url of Object.values(urls)) await expect(fetch(url.replace('https', 'http')), url).rejects.toThrow()
    for (const service of services) {
      const database = new pg.Client(postgres[service].url('judge').replace(/\?.*/, ''))
      await expect(database.connect(), service).rejects.toThrow('no encryption')
    }
    const mail = createTransport({ url: smtpUrl, ignoreTLS: true })
    await expect(mail.sendMail({ from: 'a@b.example', to: 'ada@example.org' })).rejects.toThrow(/STARTTLS/)
    await expect(
      kafkaOf(plain)
        .admin({ retry: { retries: 0 } })
        .connect(),
    ).rejects.toThrow()
  })

  test('who has no certificate is not heard, nor who has one and no business there', async () => {
    const { urls, tls } = secure.stack
    const as = (files: { ca?: string; cert?: string; key?: string }) =>
      fetch(`${urls.bank}/health/live`, { dispatcher: dispatcherWith(files) }).then(({ status }) => status)
    await expect(as({ ca: tls?.ca ?? '' })).rejects.toThrow()
    await expect(as(await secure.certificateOf('email'))).rejects.toThrow()
    expect(await as(await secure.certificateOf('payment'))).toBe(200)
    const { kafka } = secure.stack
    const withoutOne = kafkaOf({ kafka, tls: { ca: tls?.ca ?? '' } })
    await expect(withoutOne.admin({ retry: { retries: 0 } }).connect(), 'Kafka').rejects.toThrow()
  })

  test('certificates and passwords change while customers order, and every order goes through', async () => {
    const count = 200
    const ordering = customersOf(shop, count, 350)
    const said: string[] = []
    const { project, stack } = secure
    if (!stack.tls) throw new Error('no certificates')
    await rotateCertificates(project, stack.tls, [], (line) => said.push(line))
    for (const service of serviceNames) await rotatePasswords(project, service)
    const orders = await ordering
    console.info(said.join('\n'))
    expect(orders).toHaveLength(journeysFor(count).filter(isTaken).length)
    await allEnd(shop, orders)
  })

  test('who is started after that finds its way in, and the judge finds every promise kept', async () => {
    for (const name of ['relay', 'payment']) {
      await secure.container(name).kill()
      await secure.container(name).start()
    }
    for (const name of ['relay', 'payment']) await secure.container(name).ready()
    await allEnd(shop, await customersOf(shop, 12, 50))
    const stack = await composeStack(secure.project) // with the passwords of now
    await waitUntilQuiet(stack, 60_000)
    const verdict = await judge(stack, { wait: 30 })
    expect(verdict.satisfied, inWords(verdict)).toBe(true)
  })
})
