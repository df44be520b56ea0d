import { randomBytes } from 'node:crypto'

/** A password that nobody chose: 24 characters that need no quoting anywhere. */
export const password = (): string => randomBytes(18).toString('base64url')
