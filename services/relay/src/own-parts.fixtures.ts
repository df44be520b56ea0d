import { forgetful, Site } from '@saga-shop/local/parts'
import { afterAll } from 'vitest'
import { openBroker, openDatabase } from './parts.fixtures.ts'

/** A broker of a file's own, that its tests may stop, kill and freeze. To be called at the top of the file. */
export const ownKafka = async () => openBroker(await ownSite())

/** A cluster of a file's own, with its own settings and the tables that every service has. */
export async function ownPostgres(settings: Record<string, string>) {
  const { process, urls } = await openDatabase(await ownSite(), 'test', { ...forgetful, ...settings })
  return { process, url: urls.owner, relayUrl: urls.relay, adminUrl: urls.admin }
}

async function ownSite(): Promise<Site> {
  const site = new Site({ temporary: true })
  afterAll(() => site.close())
  await site.prepare()
  return site
}
