import { Fragment } from 'preact'

/** `OrderShipped`, on two lines where it must be: it only breaks between its words. */
export const EventName = ({ type }: { readonly type: string }) => (
  <span class="event-name">
    {type.split(/(?=[A-Z])/).map((word, index) => (
      <Fragment key={word}>
        {index > 0 && <wbr />}
        {word}
      </Fragment>
    ))}
  </span>
)
