import { compose, composeStack, type Project } from '@saga-shop/compose'
import { euros, openShop } from '../shop/index.ts'

/** A product that was announced when nobody carried what the shop announces. */
export const lateProduct = { id: 'announced-late', name: 'Announced late', price: euros(7), stocked: 5 }

/** Takes the relay away, and then has something announced. */
export async function leaveABacklog(project: Project): Promise<void> {
  await compose(project, 'stop', ['relay'])
  const { id, ...product } = lateProduct
  await openShop(await composeStack(project)).putProduct(id, product)
}
