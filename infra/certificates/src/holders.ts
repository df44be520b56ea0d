/** A process that has a certificate of its own: its name, the user that it runs as, and where it is reached. */
export interface Holder {
  readonly name: string
  readonly uid: number
  readonly hosts: readonly string[]
}

/** Who is on the machine itself asks for the server under these. */
const hereToo = ['localhost', '127.0.0.1']

/** Reads `order:2002 kafka:1000:kafka-1`: name, user, and further host names. A process is reached by its name, and from its own machine. */
export const holdersIn = (text: string): Holder[] => text.split(/\s+/).filter(Boolean).map(holderIn)

function holderIn(word: string): Holder {
  const [name = '', uid = '', ...others] = word.split(':')
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !/^\d+$/.test(uid))
    throw new Error(`${word} is not name:user or name:user:host`)
  return { name, uid: Number(uid), hosts: [name, ...others, ...hereToo] }
}
