import { Problem } from '@saga-shop/local'

/** Reads a source of evidence; when that fails, says which one it was. */
export async function reading<Found>(source: string, read: Promise<Found>): Promise<Found> {
  try {
    return await read
  } catch (error) {
    throw new Problem(`${source} cannot be read: ${reasonOf(error)}`, { cause: error })
  }
}

/** Node says several things at once where a name has several addresses. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause)
  return error instanceof Error ? error.message : String(error)
}
