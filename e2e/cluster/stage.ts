import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Container, composeStack, container, down, type Project, up } from '@saga-shop/compose'
import type { StackView } from '@saga-shop/local'
import { freePort } from '@saga-shop/local/parts'
import { eventually } from '@saga-shop/testing'
import { Kafka, logLevel } from 'kafkajs'

const files = ['docker-compose.yml', 'compose.cluster.yaml']

/** A shop on three brokers, in containers, and what the world can do to it. */
export interface Cluster {
  readonly stack: StackView
  container(name: string): Container
  /** Resolves when every replica of every partition is as far as its leader. */
  inSync(): Promise<void>
  /** How many members of a service's group have partitions. */
  sharing(service: string): Promise<number>
  close(): Promise<void>
}

/** Whether there is a Docker that answers. */
export const dockerIsThere = (): boolean => spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0

/** Starts one beside whatever else runs: with a name and ports of its own, and without anything that an earlier one stored. */
export async function openCluster(): Promise<Cluster> {
  const project: Project = { name: `saga-shop-cluster-${process.pid}`, files, settings: await portsOfItsOwn() }
  const close = async () => {
    await down(project, { data: true })
  }
  try {
    await up(project)
    const stack = await composeStack(project)
    return { stack, container: (name) => container(project, name), ...watching(stack), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Every port that can be chosen. */
async function portsOfItsOwn(): Promise<Record<string, string>> {
  const described = files.map((file) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8')).join('\n')
  const names = new Set([...described.matchAll(/\$\{(\w+_PORT):-/g)].map(([, name = '']) => name))
  const ports: Record<string, string> = {}
  for (const name of names) ports[name] = String(await freePort())
  return ports
}

function watching({ kafka: { brokers, users } }: StackView): Pick<Cluster, 'inSync' | 'sharing'> {
  const sasl = { mechanism: 'scram-sha-256', ...users.admin } as const
  const kafka = new Kafka({ brokers: [...brokers], sasl, logLevel: logLevel.NOTHING })

  async function ask<Answer>(question: (admin: ReturnType<typeof kafka.admin>) => Promise<Answer>): Promise<Answer> {
    const admin = kafka.admin()
    await admin.connect()
    try {
      return await question(admin)
    } finally {
      await admin.disconnect()
    }
  }

  async function mustBeInSync() {
    const { topics } = await ask((admin) => admin.fetchTopicMetadata())
    const behind = topics.flatMap(({ name, partitions }) =>
      partitions.filter(({ isr, replicas }) => isr.length < replicas.length).map(() => name),
    )
    if (behind.length > 0) throw new Error(`not in sync: ${behind.join(', ')}`)
  }

  return {
    inSync: () => eventually(mustBeInSync, { within: 60_000, every: 500 }),
    async sharing(service) {
      const { groups } = await ask((admin) => admin.describeGroups([`${service}.saga`]))
      return groups[0]?.members.filter(({ memberAssignment }) => memberAssignment.length > 0).length ?? 0
    },
  }
}
