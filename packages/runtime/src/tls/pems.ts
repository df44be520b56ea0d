import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'

/** PEM files: whom to trust, and who we are. Certificate and key may stand in one file, so that one rename changes both. */
export interface TlsFiles {
  readonly ca?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
}

/** What the files say, as `node:tls` takes it. */
export interface Pems {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/**
 * Answers with what the files say now, and with the same object for as long as they say the same. Whoever asks again for
 * each new connection needs no restart when a certificate is renewed. While new files make no sense, such as a key that
 * does not fit its certificate yet, the old ones count; the first ones must make sense.
 */
export function currentPems(files: TlsFiles): () => Pems {
  let known = sound(read(files))
  return () => {
    try {
      const found = read(files)
      if (!same(found, known)) known = sound(found)
    } catch {} // files are being changed: what was known still counts
    return known
  }
}

function read({ ca, cert, key }: TlsFiles): Pems {
  return {
    ...(ca && { ca: readFileSync(ca, 'utf8') }),
    ...(cert && { cert: readFileSync(cert, 'utf8') }),
    ...(key && { key: readFileSync(key, 'utf8') }),
  }
}

function sound(pems: Pems): Pems {
  createSecureContext({ ...pems })
  return pems
}

const same = (one: Pems, other: Pems) => one.ca === other.ca && one.cert === other.cert && one.key === other.key
