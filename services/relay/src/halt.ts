/** Something that only a person can put right: the source stops, and says what to do. */
export class Halt extends Error {
  override readonly name = 'Halt'
}
