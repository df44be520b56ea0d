/** Text as it is, that can be scrolled: with the keyboard, too. */
export const Code = ({ children }: { readonly children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  <pre tabIndex={0}>{children}</pre>
)
