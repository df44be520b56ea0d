import { type StackView, serviceNames } from '@saga-shop/local'
import { type Attacked, attack } from './attack.ts'
import { routesOf } from './openapi.ts'
import { someLife } from './scene.ts'
import { everywhere, undocumented } from './undocumented.ts'

export interface Options {
  /** For each service, and for each of those outside. */
  readonly requests: number
  readonly seed: number
  readonly tell: (line: string) => void
}

/** Attacks everybody in the shop who listens to HTTP, one after the other. */
export async function attackShop(stack: StackView, { requests, seed, tell }: Options) {
  const known = await someLife(stack)
  const attacked: Record<string, Attacked> = {}
  for (const name of [...serviceNames, ...Object.keys(undocumented)]) {
    const url = stack.urls[name] ?? ''
    const routes = undocumented[name] ?? [...(await routesOf(url)), ...everywhere]
    const result = await attack({ url, routes, known, requests, seed })
    attacked[name] = result
    tell(`${name}: ${result.requests} requests to ${routes.length} routes, ${JSON.stringify(result.statuses)}`)
    for (const breach of result.breaches) tell(breach)
  }
  return attacked
}
