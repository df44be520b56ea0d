import { breaches, compatibility, type EventKind } from '@saga-shop/contracts'
import type { Outcome } from './outcome.ts'
import type { Registry } from './registry.ts'

/** Registers the schemas that the registry does not have. It refuses one that old and new readers could not both read. */
export async function setUpSchemas(registry: Registry, kinds: readonly EventKind<unknown>[]): Promise<Outcome> {
  const results = await Promise.all(kinds.map((kind) => setUpSchema(registry, kind)))
  const count = (wanted: Result['state']) => results.filter(({ state }) => state === wanted).length
  return {
    done: `schemas: ${count('present')} present, ${count('registered')} registered`,
    differences: results.flatMap(({ levelWas, kind }) =>
      levelWas === undefined ? [] : [`${kind.subject} had compatibility ${levelWas}: now ${compatibility}`],
    ),
    problems: results.flatMap((result) => (result.state === 'refused' ? [result.why] : [])),
  }
}

type Result = { readonly kind: EventKind<unknown>; readonly levelWas: string | undefined } & (
  | { readonly state: 'present' | 'registered' }
  | { readonly state: 'refused'; readonly why: string }
)

async function setUpSchema(registry: Registry, kind: EventKind<unknown>): Promise<Result> {
  const levelWas = await setLevel(registry, kind.subject)
  if (await registry.has(kind.subject, kind.schema)) return { kind, levelWas, state: 'present' }
  const refusal = await registry.register(kind.subject, kind.schema)
  if (refusal === undefined) return { kind, levelWas, state: 'registered' }
  return { kind, levelWas, state: 'refused', why: await explain(registry, kind, refusal) }
}

/** Sets the level before the first version: a registry's own default may be to accept everything. */
async function setLevel(registry: Registry, subject: string) {
  const level = await registry.compatibilityOf(subject)
  if (level === compatibility) return undefined
  await registry.setCompatibility(subject, compatibility)
  return level
}

/** A registry names a path at best: this names each field, and the rule it breaks. */
async function explain(registry: Registry, kind: EventKind<unknown>, refusal: string) {
  const versions = await registry.versionsOf(kind.subject)
  const reasons = versions.flatMap(({ version, schema }) =>
    breaches(schema, kind.schema).map(({ field, rule }) => `  ${field || kind.type}: ${rule} (version ${version})`),
  )
  return [
    `${kind.type} cannot become a new version of ${kind.subject}, which is ${compatibility}:`,
    ...(reasons.length > 0 ? reasons : [`  ${refusal}`]),
    `  Keep to these rules, or announce it beside the old one as ${kind.type} v${kind.major + 1}.`,
  ].join('\n')
}
