import { type TProperties, Type } from 'typebox'
import type { TlsFiles } from '../tls/pems.ts'
import { type TlsSettings, tlsOf } from '../tls/settings.ts'

/** How it is found out who asks. */
export const tokenSettings = {
  JWKS_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'Where the public keys of tokens are (RFC 7517). Without it nobody needs a token',
    }),
  ),
  TOKENLESS: Type.Union([Type.Literal('refused'), Type.Literal('trusted')], {
    default: 'refused',
    description: 'With JWKS_URL: whether who comes without a token is refused, or one of us, as on a laptop',
  }),
} satisfies TProperties

export interface AccessRules {
  readonly keysUrl: string | undefined
  readonly tokenless: 'refused' | 'trusted'
  readonly tls: TlsFiles | undefined
}

interface TokenSettings extends TlsSettings<'HTTP'> {
  readonly JWKS_URL?: string
  readonly TOKENLESS: 'refused' | 'trusted'
}

export const accessRules = (settings: TokenSettings): AccessRules => ({
  keysUrl: settings.JWKS_URL,
  tokenless: settings.TOKENLESS,
  tls: tlsOf('HTTP', settings),
})
