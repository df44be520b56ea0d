import { readEnvironment } from '@saga-shop/runtime/environment'

export interface Settings {
  readonly CONNECT_URL: string
}

/** Reads the settings; throws an error that names each one that is missing or broken. */
export const readSettings = (): Settings =>
  readEnvironment<Settings>({
    type: 'object',
    required: ['CONNECT_URL'],
    properties: { CONNECT_URL: { type: 'string', pattern: '^https?://[^/]+$' } },
  })
