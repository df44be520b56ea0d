import { Problem, readStack } from '@saga-shop/local'

/** Where the storefront of a running stack is. */
export function storefrontOf(stack: string): string {
  const { urls } = readStack(stack)
  const url = urls['storefront']
  if (!url) throw new Problem('This shop runs without its storefront.')
  return url
}
