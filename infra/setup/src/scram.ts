import { pbkdf2Sync, randomBytes } from 'node:crypto'

/** What Kafka keeps of a password (RFC 5802): enough to recognise it. */
export interface Scram {
  readonly iterations: number
  readonly salt: Buffer
  readonly saltedPassword: Buffer
}

/** Salts a password for SCRAM-SHA-256; Kafka wants 4096 iterations or more. */
export function scramOf(password: string): Scram {
  const [iterations, salt] = [4_096, randomBytes(16)]
  return { iterations, salt, saltedPassword: pbkdf2Sync(password, salt, iterations, 32, 'sha256') }
}
