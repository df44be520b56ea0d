/** Where an X-ray is, with what is open in it. */
export function pathOf(id: string, other?: string, event?: string): string {
  const query = new URLSearchParams({ ...(other && { with: other }), ...(event && { event }) }).toString()
  return `/orders/${id}${query && `?${query}`}`
}
