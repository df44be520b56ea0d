import { readSettings, serviceSettings } from '@saga-shop/runtime'

/** The order service's settings, read once. */
export const config = readSettings(serviceSettings)
