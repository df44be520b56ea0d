/** What people think will happen. */
export interface Guess {
  readonly id: string
  readonly says: string
}

export const guesses: readonly Guess[] = [
  { id: 'nothing', says: 'Nobody will notice' },
  { id: 'waits', says: 'Orders wait, and go on afterwards' },
  { id: 'some-lost', says: 'Some orders are lost' },
  { id: 'twice', says: 'Somebody pays twice' },
  { id: 'stops', says: 'The whole shop stops' },
]
