import { once } from 'node:events'
import { connect } from 'node:tls'
import { expired, type TestAuthority, type TestIdentity, testAuthority } from '@saga-shop/certificates/testing'
import { Site } from '@saga-shop/local/parts'
import { eventually } from '@saga-shop/testing'
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securedKafka } from '../../test/secured.ts'
import { openLogEnds } from '../kafka/log-ends.ts'
import type { KafkaSettings } from '../kafka/port.ts'
import { openSender } from '../kafka/sender.ts'
import { openLog } from '../log.ts'
import { currentPems, type TlsFiles } from './pems.ts'

const log = openLog('test', { instance: '1', level: 'silent' })
const topic = 'letters'
let site: Site
let shop: TestAuthority
let kafka: Awaited<ReturnType<typeof securedKafka>>

beforeAll(async () => {
  site = new Site({ temporary: true })
  await site.prepare()
  shop = await testAuthority()
  kafka = await securedKafka(site, await shop.issue('kafka'))
  await kafka.admin.createTopics({ topics: [{ topic, numPartitions: 1, replicationFactor: 1 }], waitForLeaders: false })
})
afterAll(async () => {
  await kafka?.admin.disconnect()
  await site?.close()
  shop?.remove()
})

const settings = (tls: TlsFiles | undefined, brokers = kafka.brokers): KafkaSettings => ({
  brokers,
  clientId: 'test',
  username: kafka.username,
  password: kafka.password,
  tls,
})

/** Asks the broker something; how it refuses is in the error. */
async function ask(tls: TlsFiles | undefined, brokers?: string[]) {
  const ends = openLogEnds(settings(tls, brokers), [topic], log)
  try {
    return (await ends.read()).length
  } finally {
    await ends.close().catch(() => undefined)
  }
}

test('what is sent over TLS arrives', async () => {
  const tls = await shop.issue('email')
  const sender = openSender(settings(tls), log)
  await eventually(() => sender.send([{ topic, partition: 0, key: null, value: Buffer.from('Dear Ada'), headers: {} }]))
  await sender.close()
  const ends = openLogEnds(settings(tls), [topic], log)
  expect(await ends.read()).toMatchObject([{ begin: 0, end: 1 }])
  await ends.close()
})

test('who has no certificate, a stranger’s or an expired one is turned away, whatever password it has', async () => {
  const stranger = await testAuthority()
  const attempts = {
    none: { ca: shop.ca },
    'a stranger’s': { ...(await stranger.issue('email')), ca: shop.ca },
    expired: await shop.issue('expired', expired),
    plaintext: undefined,
  }
  const outcomes = await Promise.all(Object.values(attempts).map((tls) => ask(tls).catch(() => 'turned away')))
  expect(outcomes).toEqual(['turned away', 'turned away', 'turned away', 'turned away'])
  stranger.remove()
}, 60_000)

test('no password is said to a broker that the shop has not signed for', async () => {
  const stranger = await testAuthority()
  const email = await shop.issue('email')
  await expect(ask({ ...email, ca: stranger.ca })).rejects.toThrow(/certificate|Connection error/)
  stranger.remove()
}, 60_000)

test('a broker shows its renewed certificate when it is told to look, and its clients stay', async () => {
  const tls = await shop.issue('email')
  const ends = openLogEnds(settings(tls), [topic], log)
  await ends.read()
  const before = await shownBy(tls)
  const renewed = await shop.issue('kafka', { until: new Date(Date.now() + 5 * 60 * 60_000) })
  const name = 'listener.name.secured.ssl.keystore.location'
  const resources = [
    { type: kafkajs.ConfigResourceTypes.BROKER, name: '1', configEntries: [{ name, value: renewed.cert }] },
  ]
  await kafka.admin.alterConfigs({ validateOnly: false, resources })
  await eventually(async () => expect(await shownBy(tls)).not.toBe(before))
  expect(await ends.read()).toHaveLength(1)
  await ends.close()
})

/** Until when the certificate is good that the broker shows. */
async function shownBy(tls: TestIdentity) {
  const socket = connect({ host: '127.0.0.1', port: Number(kafka.brokers[0]?.split(':')[1]), ...currentPems(tls)() })
  await once(socket, 'secureConnect')
  const { valid_to: until } = socket.getPeerCertificate()
  socket.destroy()
  return until
}
