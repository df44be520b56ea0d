import { isArray, isEnum, isRecord, isUnion, type RecordSchema, type Schema } from './avro-schema.ts'

/** An event's file: its schema, and the coordinates that its path gives it. */
export interface EventFile {
  readonly owner: string
  readonly major: number
  readonly schema: RecordSchema
}

/** The TypeScript that declares every event: its data's types, and a constant of its name. */
export function typescriptOf(files: readonly EventFile[]): string {
  const declarations = new Map<string, string>()
  for (const { schema } of files) declare(schema, `${schema.name}Data`, declarations)
  return [
    '// Generated from events/**/*.avsc by `npm run generate`: change those.',
    "import { type EventKind, event } from './event.ts'",
    ...declarations.values(),
    ...files.map(constant),
    list(files),
    '',
  ].join('\n\n')
}

const constant = ({ owner, major, schema: { name, doc } }: EventFile) =>
  `/** ${doc} */\nexport const ${name} = event<${name}Data>('${owner}', '${name}'${major === 1 ? '' : `, ${major}`})`

const list = (files: readonly EventFile[]) =>
  `/** Every event of the shop. */\nexport const events: readonly EventKind<unknown>[] = [\n${files.map(({ schema }) => `  ${schema.name},`).join('\n')}\n]`

/** Declares a record after the types it is made of, each name once: two shapes of one name are a mistake. */
function declare(schema: Schema, name: string, into: Map<string, string>): void {
  if (isUnion(schema)) for (const branch of schema) declareNested(branch, into)
  else if (isArray(schema)) declareNested(schema.items, into)
  else if (isEnum(schema)) add(name, `/** ${schema.doc} */\nexport type ${name} = ${union(schema.symbols)}`, into)
  else if (isRecord(schema)) {
    for (const field of schema.fields) declareNested(field.type, into)
    add(name, interfaceOf(schema, name), into)
  }
}

const declareNested = (schema: Schema, into: Map<string, string>) =>
  declare(schema, isRecord(schema) || isEnum(schema) ? schema.name : '', into)

function add(name: string, declaration: string, into: Map<string, string>) {
  if ((into.get(name) ?? declaration) !== declaration) throw new Error(`two events describe ${name} differently`)
  into.set(name, declaration)
}

function interfaceOf({ doc, fields }: RecordSchema, name: string) {
  const lines = fields.map((field) => `  /** ${field.doc} */\n  readonly ${field.name}: ${typeOf(field.type)}`)
  return `/** ${doc} */\nexport interface ${name} {\n${lines.join('\n')}\n}`
}

/** The TypeScript type of a value that this schema describes. */
function typeOf(schema: Schema): string {
  if (isUnion(schema)) return [...schema].sort(nullLast).map(typeOf).join(' | ')
  if (isArray(schema)) return `readonly ${typeOf(schema.items)}[]`
  if (isRecord(schema) || isEnum(schema)) return schema.name
  if (typeof schema === 'object') return typeOf(schema.type)
  return primitives[schema] ?? schema.replace(/^.*\./, '')
}

const primitives: Record<string, string> = {
  null: 'null',
  string: 'string',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  double: 'number',
}

const nullLast = (one: Schema, other: Schema) => Number(one === 'null') - Number(other === 'null')

const union = (symbols: readonly string[]) => symbols.map((symbol) => `'${symbol}'`).join(' | ')
