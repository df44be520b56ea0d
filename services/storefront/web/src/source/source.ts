import type { Signal } from '@preact/signals'
import type {
  Accepted,
  Account,
  Breaking,
  Catalogue,
  CheckOut,
  FillBasket,
  LiveEvent,
  Me,
  MyBasket,
  MyOrders,
  OrderPage,
  Owed,
  Parked,
  ParkedStory,
  Redriven,
  SeenTo,
  ShopMap,
  Status,
  Trail,
  Trials,
} from '../../../src/api.ts'

/** What is wanted of the events as they happen. */
export interface Wanted {
  readonly order?: string
  readonly mine?: boolean
  /** Also what is still remembered from before. */
  readonly recent?: boolean
}

/** How the line to the events is. */
export type Line = 'connecting' | 'open' | 'lost'

/** A line to the events as they happen. */
export interface Live {
  readonly line: Signal<Line>
  close(): void
}

/** Where the pages get everything from: a running shop, or a recording of one. No page knows which. */
export interface Source {
  readonly recorded: boolean
  live(wanted: Wanted, hear: (event: LiveEvent) => void): Live
  me(): Promise<Me>
  accounts(): Promise<readonly Account[]>
  login(name: string): Promise<Me>
  logout(): Promise<void>
  status(): Promise<Status>
  catalogue(): Promise<Catalogue>
  trials(): Promise<Trials>
  basket(): Promise<MyBasket>
  fillBasket(basket: FillBasket): Promise<MyBasket>
  checkOut(order: CheckOut, key: string): Promise<Accepted>
  orders(after?: string): Promise<MyOrders>
  order(id: string): Promise<OrderPage>
  cancel(id: string): Promise<Accepted>
  map(): Promise<ShopMap>
  trail(orderId: string): Promise<Trail>
  owed(): Promise<Owed>
  parked(): Promise<Parked>
  seenTo(): Promise<SeenTo>
  parkedStory(service: string, id: string): Promise<ParkedStory>
  redrive(service: string, order: string): Promise<Redriven>
  discard(service: string, id: string, reason: string): Promise<Redriven>
  breaking(): Promise<Breaking>
  breakIt(id: string): Promise<Breaking>
}

/** The shop said no, and why. */
export class Refused extends Error {
  readonly status: number
  readonly care: { readonly phone: string; readonly hours: string; readonly say: string } | undefined
  constructor(status: number, message: string, care?: Refused['care']) {
    super(message)
    this.status = status
    this.care = care
  }
}
