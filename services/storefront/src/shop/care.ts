/** Who helps where the shop cannot. */
export const care = {
  phone: '+49 40 555 0199',
  hours: 'every day, 8 to 20',
  say: 'Call our customer care: they take your order by phone, and nothing in your basket is lost.',
}
