import { inject } from 'vitest'
import type { Infrastructure } from './infrastructure.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    infrastructure: string
  }
}

/** Asks for a part of the infrastructure, which starts it when nobody has asked before. */
export async function ask<Part extends keyof Infrastructure>(
  part: Part,
): Promise<Awaited<ReturnType<Infrastructure[Part]>>> {
  const response = await fetch(`${inject('infrastructure')}/${part}`)
  const { value, error } = (await response.json()) as {
    value: Awaited<ReturnType<Infrastructure[Part]>>
    error?: string
  }
  if (error) throw new Error(`${part} did not start: ${error}`)
  return value
}
