import type { ShopMap } from '../../../src/api.ts'
import { announcerWords, listenerWords, troubleOf } from './figures.ts'

/** The services where there is no room to draw them. */
export const ServiceCards = ({ figures }: { readonly figures: ShopMap | undefined }) => (
  <ul class="service-cards">
    {(figures?.services ?? []).map((service) => (
      <li key={service.name} class={service.name}>
        <b>{service.name}</b>
        <small>
          {troubleOf(service) ?? [listenerWords(service), announcerWords(service)].filter(Boolean).join(' · ')}
        </small>
      </li>
    ))}
  </ul>
)
