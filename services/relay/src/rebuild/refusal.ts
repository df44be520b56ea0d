/** Something in the way that the person who runs the rebuild can put right. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}
