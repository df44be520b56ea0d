import {
  freePort,
  newUrls,
  password,
  postgresTemplate,
  providePrograms,
  Site,
  startKafka,
  startPostgres,
} from './parts.ts'

// The owner of a broker and a database cluster, which both outlive their parent unless somebody sees to it.
const site = new Site({ temporary: true })
await site.prepare()
const { java, kafka: library } = await providePrograms(site)
const ports = [await freePort(), await freePort(), await freePort()] as const
await Promise.all([
  startPostgres(site, await postgresTemplate(site), {
    name: 'postgres',
    urls: newUrls(`127.0.0.1:${ports[0]}`, 'shop'),
  }),
  startKafka(site, {
    name: 'kafka',
    library,
    port: ports[1],
    controllerPort: ports[2],
    users: { admin: { username: 'admin', password: password() } },
    jvm: { java },
  }),
])
process.stdout.write(`${JSON.stringify({ folder: site.folder, ports, pids: site.processes.map(({ pid }) => pid) })}\n`)
