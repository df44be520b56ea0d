import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { compose, type Project } from '../running/project.ts'

/** An image that the shop is made of, in bytes unpacked. */
export interface ImageSize {
  readonly image: string
  readonly bytes: number
}

/** What a container takes, in bytes, of what it may. */
export interface Memory {
  readonly container: string
  readonly used: number
  readonly limit: number
}

const docker = async (...words: string[]) => (await promisify(execFile)('docker', words)).stdout.trim()

/** The sizes of these images, as far as they are there. */
export async function imageSizes(images: readonly string[]): Promise<ImageSize[]> {
  const sizes = images.map(async (image) => ({ image, bytes: await sizeOf(image) }))
  return (await Promise.all(sizes)).filter(({ bytes }) => bytes > 0)
}

async function sizeOf(image: string): Promise<number> {
  return Number(await docker('image', 'inspect', '--format', '{{.Size}}', image).catch(() => 0))
}

/** The images that a project names, each once. */
export async function imagesOf(project: Project): Promise<string[]> {
  const { services } = JSON.parse(await compose(project, 'config', ['--format', 'json']))
  return [...new Set(Object.values<{ image: string }>(services).map(({ image }) => image))].toSorted()
}

/** What each running container of a project takes right now, as `docker stats` counts it: without the page cache. */
export async function memoryOf(project: Project): Promise<Memory[]> {
  const ids = (await compose(project, 'ps', ['--quiet'])).trim()
  if (!ids) return []
  const lines = await docker('stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}', ...ids.split('\n'))
  return lines.split('\n').map(readMemory)
}

/** A line such as `saga-shop-order-1 88.2MiB / 192MiB`. */
export function readMemory(line: string): Memory {
  const [container = '', used = '', , limit = ''] = line.split(' ')
  return { container, used: bytesIn(used), limit: bytesIn(limit) }
}

const units: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

function bytesIn(text: string): number {
  const [, amount = '0', unit = 'B'] = /^([\d.]+)([KMG]?i?B)$/.exec(text) ?? []
  return Number(amount) * (units[unit] ?? 1)
}
