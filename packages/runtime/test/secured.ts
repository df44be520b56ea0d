import { chmodSync, chownSync, copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TestIdentity } from '@saga-shop/certificates/testing'
import {
  freePort,
  newUrls,
  password,
  postgresTemplate,
  postgresUid,
  providePrograms,
  type Site,
  startKafka,
  startPostgres,
} from '@saga-shop/local/parts'
import kafkajs from 'kafkajs'
import pg from 'pg'

const repository = join(import.meta.dirname, '../../..')

/** A broker that has a port for those with a certificate, beside the usual one, at which its test sets it up. */
export async function securedKafka(site: Site, { ca, cert }: TestIdentity) {
  const { java, kafka: library } = await providePrograms(site)
  const users = { admin: { username: 'admin', password: password() } }
  const [port, controllerPort, secured] = [await freePort(), await freePort(), await freePort()]
  const listeners = [{ name: 'SECURED', port: secured, advertised: secured, tls: { ca, identity: cert } }]
  await startKafka(site, { name: 'kafka', library, port, controllerPort, users, jvm: { java }, listeners })
  const admin = new kafkajs.Kafka({
    brokers: [`127.0.0.1:${port}`],
    sasl: { mechanism: 'scram-sha-256', ...users.admin },
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin()
  await admin.connect()
  return { admin, brokers: [`127.0.0.1:${secured}`], plain: [`127.0.0.1:${port}`], ...users.admin }
}

/** A cluster that lets nobody in but by what compose.secure.yaml mounts. `renew` puts another certificate in its place. */
export async function securedPostgres(site: Site, certificate: TestIdentity) {
  const urls = newUrls(`127.0.0.1:${await freePort()}`, 'test')
  const identity = join(site.folder, 'postgres-tls', 'identity.pem')
  mkdirSync(dirname(identity))
  owned(dirname(identity))
  place(certificate.cert, identity, 0o400)
  const settings = { ssl: 'on', ssl_cert_file: identity, ssl_key_file: identity }
  await startPostgres(site, await postgresTemplate(site), { name: 'postgres', urls, settings })
  const admin = new pg.Client(urls.admin)
  await admin.connect()
  const { rows } = await admin.query<{ hba_file: string }>('show hba_file')
  place(join(repository, 'infra/postgres/pg_hba.conf'), rows[0]?.hba_file ?? '', 0o600)
  const reload = () => admin.query('select pg_reload_conf()')
  await reload()
  return {
    admin,
    /** The URL of its owner, over TLS. */
    url: `${urls.owner}?sslmode=verify-full&sslrootcert=${certificate.ca}`,
    plain: urls.owner,
    renew: async ({ cert }: TestIdentity) => {
      place(cert, identity, 0o400)
      await reload()
    },
  }
}

function place(from: string, to: string, mode: number) {
  copyFileSync(from, `${to}.new`)
  chmodSync(`${to}.new`, mode)
  owned(`${to}.new`)
  renameSync(`${to}.new`, to)
}

const owned = (path: string) => {
  if (postgresUid !== undefined) chownSync(path, postgresUid, postgresUid)
}
