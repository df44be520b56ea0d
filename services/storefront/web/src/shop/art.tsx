/** What the goods look like, drawn with a pen of one width. */
const drawings: Readonly<Record<string, string>> = {
  tea: 'M40 34h40v54a4 4 0 0 1-4 4h-32a4 4 0 0 1-4-4zM45 22h30v12h-30zM60 82c-13-7-13-21 0-30c13 9 13 23 0 30zM60 82v-17',
  cup: 'M33 46h54c0 26-9 42-27 42s-27-16-27-42zM46 94h28M48 36c-4-5 4-8 0-14M60 36c-4-5 4-8 0-14M72 36c-4-5 4-8 0-14',
  kettle:
    'M38 58a24 22 0 0 1 50 0v26a8 8 0 0 1-8 8h-34a8 8 0 0 1-8-8zM38 70l-18-16M42 42a21 21 0 0 1 42 0M63 36v-4M52 70a11 11 0 1 0 22 0a11 11 0 1 0-22 0M63 70l5-6',
  book: 'M36 20h46a3 3 0 0 1 3 3v66a3 3 0 0 1-3 3h-46zM46 20v72M56 38h18M56 50h18M56 62h10',
  harpsichord:
    'M18 52h42c18 0 18-24 40-24v36h-82zM18 52l20-28h44M26 64v28M60 64v28M94 64v28M24 58h24M30 52v6M36 52v6M42 52v6',
  'moon-lamp':
    'M34 46a26 26 0 1 0 52 0a26 26 0 1 0-52 0M70 26a26 26 0 0 0 0 40M60 72v16M44 92h32M46 44a5 5 0 1 0 .1 0M56 58a3 3 0 1 0 .1 0',
  truffles:
    'M28 68a16 16 0 1 0 32 0a16 16 0 1 0-32 0M60 68a16 16 0 1 0 32 0a16 16 0 1 0-32 0M45 42a15 15 0 1 0 30 0a15 15 0 1 0-30 0M22 84h76l-8 10h-60zM38 64h2M46 70h2M70 64h2M80 70h2M56 38h2M64 44h2',
  lamp: 'M60 20v12M32 32h56l12 48h-80zM60 80v12',
  socks: 'M48 18h26v40l18 18a12 12 0 0 1-16 16l-28-26zM48 30h26',
  bell: 'M60 22a26 26 0 0 1 26 30v18h-52v-18a26 26 0 0 1 26-30zM28 72h64M60 72v14',
  candle: 'M50 44h20v48h-20zM60 44v-8M60 36c-8-8 0-16 0-20c0 4 8 12 0 20M40 92h40',
}

// What nobody has drawn yet comes in a parcel.
const parcel = 'M28 44l32-16l32 16v38l-32 16l-32-16zM28 44l32 16l32-16M60 60v38M44 36l32 16v10'

export const Drawing = ({ of }: { readonly of: string }) => (
  <svg viewBox="0 0 120 110" aria-hidden="true" class="drawing">
    <path
      d={drawings[of] ?? parcel}
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
  </svg>
)
