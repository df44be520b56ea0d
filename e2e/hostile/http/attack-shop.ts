import { type StackView, serviceNames } from '@saga-shop/local'
import { visit } from '../../storefront/visitor.ts'
import { type Attack, type Attacked, attack } from './attack.ts'
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
  for (const customer of ['ada', 'keeper']) {
    const result = await attackWindow(stack.urls.storefront, customer, { known, requests, seed })
    attacked[`storefront as ${customer}`] = result
    tell(`storefront as ${customer}: ${result.requests} requests, ${JSON.stringify(result.statuses)}`)
    for (const breach of result.breaches) tell(breach)
  }
  return attacked
}

/** Attacks the shop window as somebody who is logged in there. Events are told without an end: nobody waits for that. */
async function attackWindow(url: string, customer: string, how: Pick<Attack, 'known' | 'requests' | 'seed'>) {
  const visitor = visit(url)
  await visitor.logIn(customer)
  const routes = (await routesOf(url)).filter(({ path }) => !/live|logout/.test(path))
  return await attack({ ...how, url, routes: [...routes, ...everywhere], headers: [['cookie', visitor.cookies()]] })
}
