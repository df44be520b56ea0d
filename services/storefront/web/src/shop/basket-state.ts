import { batch, computed, signal } from '@preact/signals'
import type { Catalogue, MyBasket, Trials } from '../../../src/api.ts'
import { me, source } from '../shell/state.ts'
import { type Item, totalOf, withMore } from './basket-items.ts'

export const catalogue = signal<Catalogue | undefined>(undefined)
/** When the goods were asked for last, on the clock of this page, milliseconds. */
export const catalogueAskedAt = signal(0)
export const trials = signal<Trials | undefined>(undefined)
export const basket = signal<MyBasket | undefined>(undefined)
/** What the customer sees in the basket: at once, before the shop has said so. */
export const items = signal<readonly Item[]>([])
export const trouble = signal<string | undefined>(undefined)

export const products = computed(() => catalogue.value?.products ?? [])
export const total = computed(() => totalOf(items.value, products.value))

let saving: Promise<void> = Promise.resolve()
let unsaved = 0

/** Asks for the goods; what was there stays where there is no answer. */
export async function askForCatalogue() {
  const answer = await source.catalogue()
  batch(() => {
    catalogue.value = answer
    catalogueAskedAt.value = performance.now()
  })
  trials.value ??= await source.trials()
}

/** Asks what is in the basket. Changes that are on their way there come first. */
export async function askForBasket() {
  if (!me.value?.account) return
  await saving
  const answer = await source.basket()
  if (unsaved === 0) take(answer)
}

/** Puts something in, or takes it out: seen at once, said to the shop one change after the other. */
export function putMore(productId: string, more: number) {
  items.value = withMore(items.value, productId, more)
  void saveSoon()
}

function saveSoon(): Promise<void> {
  unsaved += 1
  saving = saving.then(save)
  return saving
}

/** Resolves when all changes have been said to the shop, once more if that failed: whether it knows now what the customer sees. */
export async function isSaved(): Promise<boolean> {
  await saving
  if (trouble.value !== undefined) await saveSoon()
  return trouble.value === undefined
}

async function save() {
  unsaved -= 1
  if (unsaved > 0) return // a later change says all of it
  try {
    const answer = await source.fillBasket({
      items: items.value.map(({ productId, quantity }) => ({ productId, quantity })),
    })
    trouble.value = undefined
    if (unsaved === 0) take(answer)
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : 'The basket could not be changed.'
  }
}

function take(answer: MyBasket) {
  basket.value = answer
  if ('value' in answer.basket)
    items.value = answer.basket.value.items.map(({ productId, quantity }) => ({ productId, quantity }))
}
